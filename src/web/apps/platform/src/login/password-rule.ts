import { loginZh } from './login.zh';

const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

export interface NewPassword { account: string; old: string; fresh: string; again: string }

/** What is wrong with a new password, by field; the server judges again. */
export function passwordFaults(p: NewPassword): Partial<Record<'old' | 'fresh' | 'again', string>> {
  const zh = loginZh.change;
  const faults: Partial<Record<'old' | 'fresh' | 'again', string>> = {};
  if (!p.old) faults.old = zh.oldMissing;
  if ([...p.fresh].length < 10 || classes.filter((c) => c.test(p.fresh)).length < 3) faults.fresh = zh.weak;
  else if (p.fresh === p.old) faults.fresh = zh.sameAsOld;
  else if (p.account && p.fresh.toLowerCase().includes(p.account.toLowerCase())) faults.fresh = zh.hasAccount;
  if (p.again !== p.fresh) faults.again = zh.different;
  return faults;
}
