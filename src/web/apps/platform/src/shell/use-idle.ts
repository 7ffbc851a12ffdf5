import { onBeforeUnmount, onMounted, ref } from 'vue';
import { api } from '@/app/api';

const minute = 60_000;
/** A person who only types is not idle for the server either: it is told at most this often. */
const heartbeat = 4 * minute;

/** Warns two minutes before the session ends of idleness; `secondsLeft` is null as long as there is time. */
export function useIdle(idleMinutes: () => number, expire: () => void) {
  const secondsLeft = ref<number | null>(null);
  let lastAct = Date.now();
  let lastTold = Date.now();
  let timer = 0;

  function act() {
    if (secondsLeft.value !== null) return;
    lastAct = Date.now();
    if (lastAct - lastTold > heartbeat) tell();
  }

  function tell() {
    lastTold = Date.now();
    void api.session.current().catch(() => { /* the next real call reports it */ });
  }

  function stay() {
    secondsLeft.value = null;
    lastAct = Date.now();
    tell();
  }

  function check() {
    const left = lastAct + idleMinutes() * minute - Date.now();
    if (left <= 0) {
      window.clearInterval(timer);
      expire();
    } else {
      secondsLeft.value = left <= 2 * minute ? Math.ceil(left / 1000) : null;
    }
  }

  onMounted(() => {
    for (const kind of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(kind, act, { passive: true });
    timer = window.setInterval(check, 1000);
  });
  onBeforeUnmount(() => {
    for (const kind of ['pointerdown', 'keydown', 'wheel']) window.removeEventListener(kind, act);
    window.clearInterval(timer);
  });
  return { secondsLeft, stay };
}
