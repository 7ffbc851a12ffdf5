import { onBeforeUnmount, onMounted } from 'vue';
import { useRouter } from 'vue-router';

const goTo: Record<string, string> = { h: '/home', m: '/map', w: '/biz/todo', r: '/res/layers' };

/** Keys of an input method must never act as shortcuts. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable);
}

function nextPane(back: boolean) {
  const panes = Array.from(document.querySelectorAll<HTMLElement>('[data-pane]')).filter((p) => p.offsetParent !== null);
  const at = panes.findIndex((p) => p.contains(document.activeElement));
  const next = panes[(at + (back ? -1 : 1) + panes.length) % panes.length];
  next?.focus();
}

export function useShortcuts(acts: { search: () => void; keys: () => void }) {
  const router = useRouter();
  let pendingG = 0;

  function onKey(event: KeyboardEvent) {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F6') { event.preventDefault(); nextPane(event.shiftKey); return; }
    if (isTyping(event.target)) return;
    if (event.key === '/') { event.preventDefault(); acts.search(); return; }
    if (event.key === '?') { acts.keys(); return; }
    const target = goTo[event.key];
    if (target && Date.now() - pendingG < 1200) { pendingG = 0; void router.push(target); return; }
    pendingG = event.key === 'g' ? Date.now() : 0;
  }

  onMounted(() => window.addEventListener('keydown', onKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey));
}
