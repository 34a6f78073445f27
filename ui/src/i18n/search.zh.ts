// 查询、查询语言和已存搜索的用语；zh.ts 的一部分。

import type { searchEn } from './search.en';

const n = (count: number): string => new Intl.NumberFormat('zh-CN').format(count);

export const searchZh: typeof searchEn = {
  help: '搜索方法', helpIntro: '像告诉同事那样输入即可。以下都可不用；点击例子即可试用。',
  helpFoot: '输入什么都不算错误：无法理解的部分按普通词搜索，并加下划线。',
  complete: '补全', completeKeys: '字段和值',
  notUnderstood: (problem) => `按普通词搜索：${problem}。`,
  cut: '查询过长，末尾部分没有参与搜索。',
  sections: { words: '词', filters: '筛选', ranges: '日期、时长和数字', fields: '全部字段' },
  words: { words: '包含全部词的记录，词形不限。全部符合的很少时，也列出包含部分词的记录。', phrase: '这些词彼此相邻。', not: '减号排除含有该词、短语、分组或筛选的记录。', or: '大写的 OR：两边有一个即可。', group: '括号构成一组。' },
  filters: { same: '同一字段的多个筛选，符合其一即可。', several: '不同字段的筛选须全部符合。', exclude: '减号表示排除。', quoted: '含空格的值用引号括起。', wildcard: '* 在值中代表任意内容。' },
  ranges: { year: '年、月（2025-06）或日（2025-06-15）。', between: '从起点到终点，两端都算；可省略一端。', since: '可用 <、<=、> 和 >= 比较。', young: '不早于此：d 天，w 周，m 月，y 年。', units: '介于两个时长之间。', more: '节省的时间与花费的时间之比。', figures: '介于两个数之间。' },
  fields: {
    title: '标题中的词', match: 'close：只要与这些词密切相关的', kind: 'case-study（案例）、playbook（手册）或 finding（结论）', task: '任务类型', outcome: '尝试的结果', verdict: '证据对结论的判断', agent: '智能体', model: '模型', ring: '手册的采用程度', certainty: '证据的可信度', origin: '本组织或公开来源', organisation: '发生在哪个组织', tag: '标签', library: '所在资料库',
    author: '作者，须写出完整姓名', seniority: '人员的资历', infra: '运行于何处', status: '草稿、已发布、已撤回等', has: '有出处、计数、事故或图片', date: '证据的日期', age: '证据的新旧', leverage: '节省的时间与花费的时间之比',
  },
  saved: { title: '已存搜索', save: '保存搜索', saved: '已保存', saveTitle: '保存这次搜索', name: '名称', done: (name) => `“${name}”已保存。`, remove: (name) => `移除已存搜索 ${name}`, removed: (name) => `“${name}”已移除。`, isNew: (count) => `${n(count)} 条新`, key: '保存这次搜索', error: '无法读取已存搜索。' },
  marks: { label: '搜索词所在之处', none: '文中没有匹配', of: (at, total) => `${n(at)} / ${n(total)}`, close: '隐藏匹配', next: '下一处匹配', nextKeys: '下一处，上一处匹配' },
};
