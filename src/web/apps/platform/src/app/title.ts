import { pagesZh } from './pages.zh';

/** `状态 · 对象 - 页`: what a person looks for among many tabs comes first. */
export function setTitle(page: string, subject = ''): void {
  document.title = [subject, page].filter(Boolean).join(' - ') || pagesZh.product;
}
