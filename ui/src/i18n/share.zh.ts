// 共享的中文：资料库、拉取、发布、评审、冲突。zh.ts 的一部分。

import type { Messages } from './en';

const n = (count: number): string => new Intl.NumberFormat('zh-CN').format(count);

export const shareZh: Messages['share'] = {
  nav: '资料库',
  keys: { libraries: '资料库', run: '执行', include: '包括', checkAgain: '再查一次', nextChange: '下一处、上一处改动', note: '写备注', send: '发送', yours: '您的', theirs: '对方的', both: '两者', write: '自己写', decide: '下一项', publish: '发布' },
  side: {
    title: '资料库', here: '在本机', shared: '通过 git 共享', personal: '个人', personalNote: '私有，您不发布就不会离开', starter: '公开证据', starterNote: '随 Fieldbook 提供', add: '添加资料库',
    conflicts: (count) => `${n(count)} 处冲突`, edited: (count) => `${n(count)} 条在此改过`, upToDate: (when) => `已是最新，${when}`, pulledAt: (when) => `已拉取，${when}`, never: '尚未拉取', look: '有一次拉取等您过目',
  },
  empty: {
    title: '还没有共享资料库', hint: '共享资料库就是任意 git 仓库里的一个 Markdown 文件夹，团队能访问即可。没有 Fieldbook 服务器；您发布之前，什么都不会离开本机。', ways: '三种开始方式',
    address: '一个地址', addressHint: 'https、ssh 或 user@host:path，用您自己的 git 登录。', folder: '一个文件夹', folderHint: '本机或磁盘上的裸仓库。', fresh: '新的资料库', freshHint: '把空仓库变成资料库。',
  },
  add: {
    title: '添加资料库', address: '地址或文件夹', addressHint: 'https://…、ssh://…、user@host:path 或文件夹', browse: '选择文件夹', name: '在本机的名称', nameHint: '3 到 64 个 a–z、0–9 和连字符', add: '添加', looking: (where) => `正在询问 ${where}`, create: '把它变成 Fieldbook 资料库',
    badName: '这个名称已在使用或不可用：3 到 64 个 a–z、0–9 和连字符。', badUrl: (reason) => `不接受这个地址：${reason}`, added: (name) => `已添加“${name}”。`, created: (name) => `“${name}”现在是资料库了。`,
  },
  head: {
    branch: '分支', checked: (when) => `检查于 ${when}`, checkedNever: '尚未检查', checkAgain: '再查一次', more: '此资料库的更多操作', tabs: '此资料库的各部分', plan: '计划', publish: '发布', proposals: '提议', conflicts: '冲突', openRecords: '显示其中的记录', remove: '从本机移除', every: (minutes) => (minutes < 60 ? `每 ${n(minutes)} 分钟自动拉取` : minutes === 60 ? '每小时自动拉取' : minutes === 1440 ? '每天自动拉取一次' : `每 ${n(minutes / 60)} 小时自动拉取`), manual: '只在我要求时拉取', scheduled: '已更改拉取时间。', byItself: (every) => every, review: '发布前由第二个人阅读',
  },
  remove: { title: (name) => `移除“${name}”？`, text: '本机不再记住这个资料库。其中的记录原样留在这里，对其他人没有任何影响。', remove: '移除', removed: (name) => `已移除“${name}”，记录仍在这里。` },
  working: { checking: (where) => `正在询问 ${where}`, pulling: '正在收取计划中的内容', publishing: (where) => `正在发送到 ${where}`, stop: '停止', stopping: '正在停止' },
  refusal: {
    needs_credentials: { title: '主机不让您进入。', hint: 'Fieldbook 用您自己的 git 登录。请先确认在终端里 git 能读取此地址（git ls-remote），然后再试。' },
    not_found: { title: '此地址没有任何东西。', hint: '请检查拼写，以及您是否有权查看。若是自己的文件夹，请先建空仓库：git init --bare。' },
    unreachable: { title: '主机没有回应。', hint: '本机的一切照常。联网后再试。' },
    empty: { title: '仓库是空的。', hint: '可以把它变成资料库：Fieldbook 会写入一个小文件。' },
    not_a_library: { title: '这还不是 Fieldbook 资料库。', hint: '其中没有 fieldbook.toml。可以把它变成资料库：Fieldbook 只加这一个文件，别的不动。' },
    bad_marker: { title: '其中的 fieldbook.toml 无法读取。', hint: '需要由有写入权限的人改正。' },
    too_large: { title: '超过 Fieldbook 能接受的大小。', hint: '资料库只放记录。请其负责人把其他文件放到别处。' },
    damaged: { title: '收到的内容已损坏或有危险。', hint: '什么都没有收取。请告知资料库的负责人。' },
    another_library: { title: '这不是您添加的那个资料库。', hint: '什么都没有收取。若是有意搬迁，请在此移除后重新添加；您的记录会保留。' },
    rewritten: { title: '它的历史被改写了。', hint: '什么都没有收取。继续之前，请先问负责人原因。' },
    moved_on: { title: '期间有人发布了。', hint: '没有覆盖任何内容。请先拉取，再发布。' },
    protected: { title: '主机保护着这个分支。', hint: '请通过评审发布，或在主机自己的页面上合并。' },
    no_git: { title: '本机没有 git。', hint: '请安装 git：Fieldbook 通过它访问资料库。' },
    stopped: { title: '已停止。', hint: '没有任何改变。' },
  },
  said: (words) => `它说：${words}`, identity: (expected, found) => `应为 ${expected}，实为 ${found}。`, compare: '打开主机的页面',
  pull: {
    title: (count) => `拉取将在此更改 ${n(count)} 条记录`, none: '没有可拉取的', upToDate: '已是最新。', safe: '什么都不会丢：您的文字保留为修订', action: { add: '新增', update: '更新', withdraw: '撤回', keep: '保留', merge: '合并', conflict: '冲突', missing: '那边没有了', agree: '相同' },
    note: { add: '资料库里新有的。', update: '对方改了，您没有改。', withdraw: '对方已撤回。这里仍可阅读，标为已撤回。', keep: '您的保留；对方的没有变。', merge: '双方改了不同的部分，可以合在一起。', missing: '那边已经没有了。这里的保留；缺失从不等于删除。', agree: '双方文字已经相同。' },
    conflictNote: (parts) => `双方改了同样的 ${n(parts)} 处。拉取后由您逐项决定；在那之前以您的为准。`, shrinks: '一半以上的文字会消失', size: (before, after) => `${before} → ${after}`, bytes: (count) => (count < 1000 ? `${n(count)} B` : `${n(Math.round(count / 100) / 10)} kB`),
    breaker: (losing, agreed) => `请停下看一看：${n(agreed)} 条记录中有 ${n(losing)} 条会丢失文字、被撤回或在那边消失。这超出寻常，可能是对方的失误。`, needsLook: '其中有些会带走内容或需要决定，因此等您同意。', rewritten: '自上次拉取以来，那边的历史被改写了。继续之前，请先问负责人原因。', changed: '您查看期间资料库有了新变化：这是重新做的计划。请再看一次。', isNew: '您查看之后变了', skipped: (count) => `${n(count)} 个文件未读取`,
    skip: { 'symbolic-link': '指向其他文件的链接', submodule: '内含另一个仓库', mode: '不寻常的文件类型', 'too-large': '太大', name: '名称并非处处安全', 'name-clash': '名称与另一个冲突', 'not-utf8': '不是 UTF-8 文本', 'not-a-record-name': '名称不能作为编号', 'duplicate-id': '同一编号出现两次' },
    run: (count) => `拉取 ${n(count)} 条`, only: '只拉取', andPublish: (pull, publish, review) => `拉取 ${n(pull)} 条并${review ? '提议' : '发布'} ${n(publish)} 条`, confirmTitle: '仍要拉取？', confirmText: (what) => `这次拉取包含：${what}。`, confirm: '拉取', counts: { withdraw: (c) => `${n(c)} 条撤回`, shrink: (c) => `${n(c)} 条变短`, conflict: (c) => `${n(c)} 处冲突`, missing: (c) => `${n(c)} 条那边没有了` },
    done: (count) => `已拉取 ${n(count)} 条记录。`, doneConflicts: (count) => `${n(count)} 处冲突等您决定。`, left: (count) => `${n(count)} 条保持原样。`, resolve: '解决', more: (count) => `再显示 ${n(count)} 条`, includeAll: '全部包括', waits: (count) => `${n(count)} 条等您处理，保持原样。`, neverForce: '从不强制推送', updatedQuietly: (count, name) => `已从 ${name} 拉取 ${n(count)} 条记录。`,
  },
  publish: {
    title: (count) => `发布将发送 ${n(count)} 条记录`, proposes: (count) => `发布将提议 ${n(count)} 条记录`, none: '没有可发布的', noneHint: '在此改过的记录会列在这里。要发布个人资料库中的一条，请打开它并选择“发布…”。', how: '如何发布', direct: '直接', review: '通过评审', directHint: '凡拉取的人都会收到', reviewHint: '由评审人决定；在此之前资料库不变', required: '此资料库要求第二个人', to: '发往',
    state: { new: '新增', update: '更新', unchanged: '相同', behind: '落后', conflict: '冲突', not_ours: '不收' }, stateNote: { new: '资料库里还没有。', update: '资料库里是较旧的文字。', unchanged: '资料库里已是这段文字。', behind: '资料库里有更新的文字：请先拉取。', conflict: '有冲突：请先解决。', not_ours: '属于另一种约定的文档，任何资料库都不收。' },
    moves: (from) => `从“${from}”移入此资料库。`, proposed: '已提议：等待评审人', changesAsked: '要求修改', proposeAgain: '重新提议', passed: '检查通过', failed: (count) => `${n(count)} 处需要改正`, missing: '发布所缺', found: '在文字中发现', tooVisible: '此资料库的读者多于记录的可见范围。请先在记录中更改可见范围。', edit: '在编辑器中打开', details: '内容', changes: '读者将看到的变化', needsReviewer: '只缺评审人：通过评审时，其姓名会自动写入。', useReview: '通过评审发布',
    category: { secret: '密钥', personal: '个人或内部信息', word: '团队词表中的词' }, rule: { email: '电子邮件地址', phone: '电话号码', 'home-folder': '主文件夹路径', 'internal-host': '内部主机名', 'private-address': '私有网络地址', 'listed-word': '团队词表中的词' }, line: (line) => `第 ${n(line)} 行`, redact: '遮去', redacted: '（已遮去）', replace: '替换', replaceWith: '改成', except: '允许', exceptWhy: '为什么可以发布？', excepted: (reason) => `已允许：${reason}`, takeBack: '收回', revoke: '真的密钥一旦发送，git 主机和备份就都知道了：请同时作废它。', apply: '应用',
    message: '写入历史的备注', messageHint: '改了什么、为什么；不写则用标题', runDirect: (count) => `发布 ${n(count)} 条`, runReview: (count) => `提议 ${n(count)} 条`, published: (count) => `${n(count)} 条记录已在资料库中。`, proposedDone: (count) => `${n(count)} 个提议等待评审人。`, needsName: '没有写明作者。', needsNameHint: '发布要署名：请在设置中写上您的名字。', openSettings: '设置', start: '发布…', blocked: '有事情挡着；什么都没有发送。', noLibrary: '请先添加共享资料库。',
  },
  review: {
    list: '提议', none: '没有提议。', noneHint: '大家对此资料库的提议，会在下次检查后出现在这里。', waiting: '等待评审人', yours: '由此发出', over: '已了结', state: { open: '等待评审人', changes_requested: '要求修改', declined: '已谢绝', merged: '已在资料库中' }, by: (name, when) => `${name} 提议，${when}`, isNew: '新记录', open: '评审',
    view: '显示', changes: '改动', whole: '成文效果', source: '源文', fields: (count) => `字段，${n(count)} 处改动`, section: (name, added, removed) => `${name}${added + removed > 0 ? `，${[added > 0 && `增 ${n(added)}`, removed > 0 && `删 ${n(removed)}`].filter(Boolean).join('，')}` : ''}`, beginning: '开头', unchanged: '与资料库里的没有不同。', notStated: '未说明', keptItems: (count) => `${n(count)} 项未变`, becomes: '变为', addedMark: '新增', removedMark: '删除',
    yourReview: '您的评审', approve: '批准', approveHint: '进入资料库，您的名字记为评审人', request: '要求修改', requestHint: (name) => `退回给 ${name}`, decline: '谢绝', declineHint: '不进入资料库', note: '备注', noteHint: '要求修改或谢绝时必填', needsNote: '请说明应改什么，或为什么。', send: '发送评审', accept: '检查发现的内容仍可发布',
    whyNot: { 'own-proposal': '这是您自己的提议，须由别人批准：作者自己的批准不算数。', author: '您被列为此记录的作者，须由别人批准。', declined: '已被谢绝。作者可以重新提议。', findings: '检查发现了问题。请改正，或说明可以发布。', 'no-name': '这里没有写名字：请先在设置中写上。', conflict: '此后资料库改了同样的部分。作者须先拉取、解决，再重新提议。' },
    checks: '检查', noFindings: '没有发现密钥或个人信息', noMissing: '发布所需的都齐了', notes: '往来', said: { proposed: '提议', 'changes-requested': '要求修改', declined: '谢绝' }, approved: (title) => `“${title}”已在资料库中。`, sent: '评审已发送。', next: '下一个', publishAgain: '修改并重新提议', back: '全部提议', gone: '这个提议已经不在了。',
  },
  conflict: {
    list: '冲突', none: '没有冲突。', noneHint: '您和别人改了记录的同一部分时，在这里逐项决定。', parts: (count) => `${n(count)} 处待定`, found: (when) => `发现于 ${when}`, decided: (done, total) => `已定 ${n(done)} / ${n(total)}`, intro: (open, combined) => `双方都改过。${n(open)} 处需要决定；${combined === 0 ? '其余没有双方都改的。' : `另有 ${n(combined)} 处改动已自动合并。`}`,
    base: '此前', baseNote: '上次一致时', mine: '您的', mineNote: '在本机', theirs: '对方的', theirsNote: '在资料库', result: '结果', choose: '选择', chosen: '已选', both: '两者都要', bothNote: '双方都不丢', write: '自己写', written: '由您写成', writeLabel: (name) => `您为“${name}”写的文字`, use: '就用这个', absent: '没有', part: { field: '字段', list: '列表', section: '章节', document: '整篇文档' }, whole: '整篇文档', beginning: '开头',
    keepAll: '全部保留我的', takeAll: '全部采用对方的', finish: '完成', preview: '预览结果', hidePreview: '收起结果', later: '以后再定', combined: (count) => `已自动合并：${n(count)} 处`, from: { mine: '您的', theirs: '对方的', both: '两者' }, front: '字段', kept: '无论怎样选择，两个版本都作为修订保留。冲突标记从不写入记录。', resolved: (title) => `“${title}”已解决。发布后即可共享结果。`, stale: '期间记录被保存过。仍适用的决定已保留；请再看一次。', undecided: '未定',
  },
  inbox: { title: '来自共享资料库', note: '有人在等您', review: (name) => `${name} 的提议`, changes: '您的提议：要求修改', conflict: (parts) => `冲突：${n(parts)} 处待定`, in: (name) => `在 ${name}` },
  timeline: { title: '历史', inLibrary: '在资料库中', commit: '提交', commitNote: '这件事发生在资料库里。其文字在下一次拉取时作为单独的修订来到这里。', pulled: (name) => `从 ${name} 拉取`, steps: (count) => `${n(count)} 步` },
};

export const shareErrorsZh: Record<string, (args: Record<string, string>) => string> = {
  'no-library': (args) => `这里没有资料库“${args.name ?? ''}”。`,
  'bad-url': (args) => `不接受这个地址：${args.reason ?? ''}`,
};
