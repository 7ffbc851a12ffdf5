import { afterEach, expect, it } from 'vitest';
import { serverNow, takeServerTime } from './server-clock';

afterEach(() => takeServerTime(Date.now()));

it('is the node\'s time, also at a desk whose clock is a day behind', () => {
  takeServerTime(Date.now() + 86_400_000);
  expect(Math.abs(serverNow() - Date.now() - 86_400_000)).toBeLessThan(1_000);
});
