import { ref } from 'vue';

type Answer = (proved: boolean) => void;

/** Whether the dialog is to be shown. */
export const proofAsked = ref(false);
let waiting: Answer[] = [];

/** Asks the person to prove themselves; calls that need it at the same time wait for the one dialog. */
export function askForProof(): Promise<boolean> {
  proofAsked.value = true;
  return new Promise((done) => { waiting.push(done); });
}

/** The dialog's answer to everyone who waits. */
export function answerProof(proved: boolean): void {
  const told = waiting;
  waiting = [];
  proofAsked.value = false;
  for (const tell of told) tell(proved);
}
