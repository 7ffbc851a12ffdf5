import { loginZh } from './login.zh';

const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];

export interface NewPassword { account: string; old: string; fresh: string; again: string }

/** The part of the policy that a page can judge. */
export interface PasswordRule { leastLength: number; leastClasses: number }

/** What is wrong with a new password, by field; the server judges again. */
export function passwordFaults(p: NewPassword, rule: PasswordRule): Partial<Record<'old' | 'fresh' | 'again', string>> {
  const zh = loginZh.change;
  const faults: Partial<Record<'old' | 'fresh' | 'again', string>> = {};
  if (!p.old) faults.old = zh.oldMissing;
  if ([...p.fresh].length < rule.leastLength) faults.fresh = zh.short(rule.leastLength);
  else if (classes.filter((c) => c.test(p.fresh)).length < rule.leastClasses) faults.fresh = zh.plain(rule.leastClasses);
  else if (p.fresh === p.old) faults.fresh = zh.sameAsOld;
  else if (p.account && p.fresh.toLowerCase().includes(p.account.toLowerCase())) faults.fresh = zh.hasAccount;
  if (p.again !== p.fresh) faults.again = zh.different;
  return faults;
}
