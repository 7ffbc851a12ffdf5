export const formsZh = {
  choose: '选择',
  required: (label: string) => `填写${label}。`,
  choose1: (label: string) => `选择${label}。`,
  notNumber: (label: string) => `${label}要是数字。`,
  pattern: (label: string, hint: string) => `${label}的格式不对。${hint}`,
  notOption: (label: string) => `${label}不在可选项内。`,
};
