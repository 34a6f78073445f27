// Chinese for the evidence. Part of zh.ts; the shape is that of evidence.en.ts.
import type { evidenceEn, evidenceWords } from './evidence.en';

const n = (count: number): string => new Intl.NumberFormat('zh-CN').format(count);

export const evidenceWordsZh: typeof evidenceWords = {
  gap: { unknown: '未知：没有记录', one_record: '只有一条记录', no_failure: '没有失败记录', no_success: '没有成功记录', old: '最新的已超过一年' },
  baseline: { measured: '有对照', historical: '历史基线', estimated: '估计', felt: '感觉', unknown: '依据未说明' },
  quantity: { person_effort: '人力', elapsed_time: '工期', team_ratio: '团队人数', output_ratio: '产出' },
  supervised: { yes: '是', partly: '部分', no: '否' },
};

export const evidenceZh: typeof evidenceEn = {
  nav: { map: '能力图', inbox: '待办', insights: '统计', log: '记一次尝试', waiting: (count) => `${n(count)} 件事需要人处理` },
  keys: { log: '记一次尝试', map: '能力图', inbox: '待办', insights: '统计', tried: '我试过', ask: '征求证据', logHere: '在此记录', openFinding: '打开结论', all: '全部智能体', outcome: '结果', snooze: '稍后', finish: '完成', plot: '图或表', nextPlot: '下一张图', values: '读数值', records: '背后的记录', skip: '跳过', startingNow: '现在开始', still: '仍然成立', interview: '访谈' },
  counts: {
    succeeded: (c) => `${n(c)} 次成功`, mixed: (c) => `${n(c)} 次部分成功`, failed: (c) => `${n(c)} 次失败`, abandoned: (c) => `${n(c)} 次放弃`, inconclusive: (c) => `${n(c)} 次无定论`,
    unreported: (c) => `${n(c)} 次未报告`, open: (c) => `${n(c)} 次进行中`, not_applicable: (c) => `${n(c)} 次不适用`, withdrawn: (c) => `${n(c)} 条已撤回的记录未计入`,
  },
  answer: {
    title: '回答', tried: '有人试过吗？', yes: (count) => `有，已知 ${n(count)} 次尝试`, no: '这里还没有人试过', noHint: '请第一个说出结果。', tooFew: (count) => `${n(count)} 次尝试：太少，无法判断`, oneOrganisation: (count) => `${n(count)} 次尝试，同一组织：太少，无法判断`,
    split: (internal, elsewhere) => `${n(internal)} 次在本地，${n(elsewhere)} 次来自别处`, finding: '最接近的结论', noFinding: '还没有结论涉及此事。', playbook: '最佳手册', noPlaybook: '还没有相关手册。', failures: '最常出错之处', noFailures: '没有人写下哪里失败。', records: (count) => `${n(count)} 条记录`, organisations: (count) => `${n(count)} 个组织`,
    newest: (age) => `最新 ${age}`, leftOut: (filters) => `${filters} 只缩小列表，不影响这个回答。`, onlySuccesses: '多为做成的组织：实际失败会更多。', open: (what) => `显示${what}`, logFirst: '记下第一次尝试', register: '开始前先登记', ask: '征求证据', asked: '已征求：现在在待办里。', loading: '正在计数', error: '回答无法计算。', read: (count) => `来自最接近的 ${n(count)} 次尝试`, interval: (p, low, high) => `${p} [${low}–${high}]`,
  },
  verdict: {
    live: '计入哪些证据', last12: '仅最近 12 个月', agent: '智能体', model: '模型', all: '全部', reset: '全部证据', whole: (verdict) => `按全部证据：${verdict}`, left: (count) => `按此选择有 ${n(count)} 行不计入`, unseen: (models) => `尚未在 ${models} 上验证：请重新尝试`, oldSupport: '唯一的支持已超过 12 个月：请重新尝试', error: '按此选择无法计算判断。', verified: (date) => `最近验证于 ${date}`, excluded: '未计入', sinks: '在有人重新尝试之前，排序略微靠后。',
  },
  map: {
    title: '能力图', by: '列', agents: '智能体', models: '模型', task: '任务类型', all: { agent: '全部智能体', model: '全部模型' }, filter: '计入哪些记录', filterHint: 'age:<24m, origin:internal …', sampleLead: '这不是随机样本。', sample: (records, external, internal) => `${n(records)} 条记录：${n(external)} 条来自公开报告，${n(internal)} 条在本地产生。做成的人比放弃的人更常发表。请把“能”读作“有人做到过”。`,
    denominator: (count) => `${n(count)} 条记录说明了尝试总数。`, n: (count, age) => (age ? `n ${n(count)}，${age}` : `n ${n(count)}`), unknown: '未知', noRecord: '没有记录', noReport: '这里还没有人报告过。', cell: (task, column) => `${task}，${column}`, groups: { change: '软件变更', quality: '质量与安全', operations: '运维', business: '业务', other: '其他' }, legend: '判断', single: '圆形标记：单次尝试', findings: (count) => `${n(count)} 条结论`, several: (count) => `${n(count)} 条结论`,
    records: (count) => `${n(count)} 条记录`, contradicts: '分歧之处', differs: '它们之间的差别', nothingDiffers: '记录没有说明差别何在。', conditions: '成立条件', showAll: '在查找中全部显示', side: '所选单元格', leftOut: (count) => `另有 ${n(count)} 列记录较少，未显示`, notNamed: (count) => `${n(count)} 条记录没有写明：只计入“全部”`, csv: '保存为 CSV', svg: '保存为图片 (SVG)', png: '保存为图片 (PNG)', exports: '导出', few: '不足五条记录：只列表，不画图。', error: '能力图无法计算。', choose: '选择一个单元格，查看背后的记录。', casesAlone: '仅看案例', short: { can_with_supervision: '在监督下能', insufficient_evidence: '证据不足' },
    supervisedYes: '有监督', supervisedNo: '无监督', tooLittle: '判断需要两个组织，且有效 n 至少为 3。', saved: (name) => `已保存为 ${name}`,
  },
  log: {
    title: '记一次尝试', registerTitle: '开始前先登记', mode: '时间', finished: '已结束', starting: '现在开始', what: '您试了什么？', whatNext: '您要试什么？', task: '任务类型', agent: '智能体', model: '模型', asLast: '同上次', ended: '结果如何？', supervised: '有人监督？', minutes: '您花的分钟', line: '一句话：哪里失败？', lineHint: '一句话就够', gaps: '可以留空，以后再补。', save: '保存', register: '登记', unclear: '无定论', byHand: '人工预计天数', expect: '用智能体预期', askAgain: '何时再问我', noTask: '未说明',
    known: (count) => `已知 ${n(count)} 次尝试：`, knownNone: '没有已知的尝试，您是第一个。', see: '开始前先看看', registered: '现在登记，结果便无法事后挑选。若一直不关闭，将计为未报告。', open: '进行中', saved: (title) => `已记下“${title}”。`, savedOpen: (title) => `已登记“${title}”。`, elsewhere: '那个资料库不可写：已存入个人资料库。', needTitle: '请用几个字说明是什么。', needOutcome: '请选择结果。', more: '更多字段', tried: (title) => `您试了：${title}`, badMinutes: '分钟须是数字。', triedTitle: (title) => `尝试：${title}`, organisation: '谁的经验', organisationHint: '团队或组织，不写个人', window: '在小窗口中记一次尝试', anywhere: '在任何地方打开快速记录', noKeys: '无', turnOff: '关闭', anywhereHint: '在框中按下组合键：Ctrl 或 Alt 加字母、数字或 F 键。Fieldbook 运行时有效。',
    keyState: { on: '按此组合键即可打开快速记录。', off: '已关闭。', taken: '另一个程序已占用此组合键，请换一个。', unreadable: '桌面无法监听此组合键，请换一个。', failed: '无法向此桌面申请全局按键，其余功能不受影响。', wayland: '此桌面 (Wayland) 不向任何应用提供全局按键。请在桌面自身的键盘设置中，用一个按键运行：fieldbook-desktop --log' },
  },
  inbox: {
    title: '待办', things: (count) => `${n(count)} 件事需要人处理`, empty: '没有等着您的事。', next: (title, date) => `下一件：${title}，${date}。`, snoozed: (count) => `${n(count)} 件已推迟`, more: '还有更多，一次看不完。', list: '需要人处理的事', pane: '所选的一件',
    group: { overdue: '过期的进行中尝试', gaps: '有空缺的记录', review: '该再看一次', retest: '该重新尝试', request: '有人征求', draft: '智能体报告' }, groupNote: { overdue: '关闭之前计为未报告', gaps: '读者会缺这些', review: '按日期', retest: '因陈旧或有新模型', request: '这些没有找到结果', draft: '接受之前无人可见' },
    late: (days) => `晚了 ${n(days)} 天`, dueIn: (days) => (days === 0 ? '今天' : `${n(days)} 天后`), gaps: (count) => `${n(count)} 处空缺`, times: (count) => `被问 ${n(count)} 次`, stale: '陈旧', newer: '有新模型', openAttempt: '进行中的尝试', expectedWas: (text) => `开始前的预期：${text}`, how: '结果如何？', failed: '哪里失败；没有则写“none reported”', days: '用了几天', close: '关闭这次尝试', extend: '一周后再问', closed: (title) => `已关闭“${title}”。`, unreportedNote: '一直不关闭的尝试计为未报告。略去它会让记录显得比实际更好。',
    nowUnreported: '今天起计为未报告。', open: '打开记录', edit: '补上空缺', interview: '回答问题', snooze: '推迟一周', dismiss: '从列表移除', snoozedSaid: (title) => `“${title}”推迟一周。`, missing: '缺少', notSeen: '尚未验证于', search: '再搜索一次', answerIt: '记一次这样的尝试', byTask: '按任务类型', tryAgain: '我又试了一次', error: '待办无法读取。', needsOutcome: '请先选择结果。', asked: (date) => `征求于 ${date}`, due: (date) => `${date} 到期`, still: '再看一次：仍然成立、已有变化，还是该停用？', stillTrue: '仍然成立', changed: '已有变化', stillOn: (model) => `在 ${model} 上仍然成立`, verifiedSaid: (title, date) => `“${title}”仍然成立，下次复查：${date}。`,
  },
  insights: {
    title: '统计', scope: (records, date) => `${n(records)} 个案例，截至 ${date}`, filter: '计入哪些记录', plot: '图', table: '表', view: (title) => `${title}：显示方式`, csv: '保存数字 (CSV)', svg: '保存图片 (SVG)', png: '保存图片 (PNG)', exports: (title) => `导出${title}`, few: '太少，不作图：不足五条记录。', behind: '背后的记录', error: '数字无法计算。', stop: '。', outcomes: '各时期的结果', outcomesSub: '按发生的季度', undated: (count) => `${n(count)} 条没有日期，未显示`, period: '季度', total: '全部',
    leverage: '倍数及其依据', leverageSub: '计划除以实际；倍数从不求平均', slower: '更慢', faster: '更快，对数轴', measured: '有对照的测量', estimate: '估计；灰色为各种约定的范围', metr: 'METR 试验 2025：0.84×', metrNote: 'METR 随机试验：有经验的开发者多用 19% 的时间，含区间', record: '记录', factor: '倍数', band: '各种约定', basis: '依据', of: '量', leftOut: (count) => `另有 ${n(count)} 条未画出`, ages: '证据的年龄', agesSub: (young, total) => `${n(total)} 条中有 ${n(young)} 条不到 12 个月`, ageAxis: '年龄（月）', halfLife: '半衰期 12 个月：权重减半', count: '记录', months: '月', older: (months) => `${n(months)} 及以上`,
    coverage: '覆盖', coverageSub: '哪里记录稀少或一边倒', task: '任务类型', mix: '结果', gap: '空缺', succ: '成功', mixed: '部分', fail: '失败', notRep: '未报告', open: '进行中的尝试', openSub: '在知道结果之前登记', openNone: '没有进行中的尝试。', due: '到期', state: '状态', states: { open: '进行中', overdue: '已过期', unreported: '计为未报告', closed: '已关闭' }, plotLabel: (title, text) => `${title}。${text}`, asOf: '截至', counted: (scope, query) => `${scope}。查询：${query}`, everything: '全部记录', noLeverage: '没有记录同时给出计划与实际人力。', young: '不到 12 个月', old: '更早', at: (name, value) => `${name}：${value}`, median: (value, count) => `${n(count)} 个测得的人力倍数的中位数：${value}`,
  },
  registry: {
    title: '智能体与模型', lead: '哪个是哪个的版本，何时发布。较新的版本会把旧证据标为“尚未在其上验证”，并请人重新尝试。这里不做任何排名。', agents: '智能体', models: '模型', add: { agents: '添加智能体', models: '添加模型' },
    name: '名称', family: '系列', familyHint: '属于哪个系列，如 claude opus', released: '发布', dateHint: '2026-05-28 或 2026-05', source: '出处', succeeds: '接续', nothing: '未知', aliases: '其他名称，用逗号分隔', also: (names) => `又名 ${names}`, unknownDate: '发布日期未知',
    major: '重大', majorHint: '让完全没有写明模型的证据也请人重新尝试。', edit: (name) => (name ? `编辑 ${name}` : '编辑'), save: '保存', error: '列表无法读取。', shipped: 'Fieldbook 自带的列表', own: '已在本地修改', joined: (library) => `并入 ${library} 所带的列表`, back: '恢复自带的列表',
    shareWith: (library) => `分享到 ${library}`, shared: (library) => `${library} 现已带有此列表，拉取的人都会得到。`, unchanged: (library) => `${library} 已带有同样的列表。`, review: (library) => `${library} 只接受经过评审的内容。请维护者加入 agents-and-models.yaml。`, needsName: '请先在设置中填写您的名字：它会写入历史。', notShared: '列表无法分享。', secrets: (shown) => `没有发送：其中有密钥，或资料库列出的词：${shown}`,
    problem: { name: '需要名称。', taken: '已有同名的条目。', date: '日期为年、月或日：2026、2026-05 或 2026-05-28。', source: '日期需要出处。若没有，请留空日期。' },
  },
  compare: { title: '比较记录', hint: '请选择二到四条记录。', field: '字段', differences: (count) => `${n(count)} 处不同`, same: (count) => `${n(count)} 个字段相同`, add: '加入比较', added: (count) => `已选 ${n(count)} 条作比较`, start: (count) => `比较 ${n(count)} 条`, remove: (title) => `移除${title}`, empty: '未说明', error: '记录无法比较。', showSame: '显示相同的', hideSame: '隐藏相同的', full: '最多四条记录。' },
  interview: {
    title: '访谈', of: (at, total) => `第 ${n(at)} 问，共 ${n(total)} 问`, next: '下一问', back: '上一问', skip: '跳过', finish: '完成', done: '这是最后一问。', doneHint: '草稿会收入全部回答；跳过的在其中列为空缺。', answered: (count, total) => `已答 ${n(count)} / ${n(total)}`, progress: '进度', perLine: '每行一条',
    q: { what: '做了什么，结果如何？', team: '谁做的：几个人，什么资历？', baseline: '没有智能体要多久，谁这么说？', size: '代码或工作有多大？', stack: '用了哪些语言、框架和平台？', people: '人整天在做什么？', supervision: '谁检查什么，何时有人叫停？', first: '最先失败的是什么？', learning: '学会这样工作用了多久？', rework: '哪些需要返工，现在还站得住吗？', cost: '智能体花了多少？', actual: '实际用了多久，几个人？', elsewhere: '在别处要成功，还需要什么条件？' },
    hint: { what: '除标题外都可跳过。', team: '数字和级别，不写姓名。', baseline: '计划的人数与时间。可以是估计，请说明。', size: '行数、文件、服务、测试。', stack: '用逗号分隔。', people: '阅读、写规格、评审、决定。', supervision: '每行一条：评审每次变更、测试把关……', first: '每行一条。若没有，请写“none reported”。', learning: '按周计，多久之后才顺手。', rework: '回退、后来发现的缺陷、丢弃的部分。', cost: '按美元计。', actual: '人数与时间，按日历。', elsewhere: '测试、数据、权限、人：它依靠了什么。' },
    people: '人数', time: '时间', unit: '单位', basis: '依据', levels: '级别', worked: '哪里有效', failed: '哪里失败', weeks: '周', counted: '已计入实际人力', dollars: '美元', result: '测得的结果', make: '生成草稿', made: (title) => `“${title}”已成为草稿。`, needTitle: '需要标题：第 1 问。', again: '重新开始', answer: '回答', list: '问题', who: '谁这么说', number: '只填一个数：6 或 2.5。',
  },
  git: { title: '从 git 起草', hint: '只在本机读取；确认之前什么都不写。', repo: '仓库文件夹', pick: '选择', range: '提交范围', rangeHint: 'main..HEAD，留空为全部', read: '读取', commits: '提交', authors: '作者', span: '首末', change: '改动行数', reverts: '回退', agents: '署名里的智能体', none: '没有发现', added: (add, remove) => `增 ${n(add)}，删 ${n(remove)}`, files: (count) => `${n(count)} 个文件`, days: (from, to, days) => `${from} 至 ${to}，${n(days)} 天`, never: '只计数，不写姓名。', noCommits: '此范围内没有提交。' },
};
