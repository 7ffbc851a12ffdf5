import { ElMessage } from 'element-plus/es/components/message/index.mjs';

/** Four seconds, only for the success of what a person just did; errors are never toasts. */
export function toast(text: string): void {
  ElMessage({ message: text, type: 'success', duration: 4000, grouping: true });
}
