import { beforeEach, describe, expect, it } from 'vitest';
import { keepNext, takeNext } from './city-next';

describe('the way over the login of the city', () => {
  beforeEach(() => window.sessionStorage.clear());
  it('comes back to the sign-on that another system asked for, with its ticket, and once', () => {
    const asked = '/sso?client_id=archives&redirect_uri=https%3A%2F%2Fa.example%2Fcb&state=s%20t#1.ab.cd';
    keepNext(asked);
    expect(takeNext()).toBe(asked);
    expect(takeNext()).toBe('/home');
  });
  it('forgets what an earlier way kept', () => {
    keepNext('/sso?client_id=archives');
    keepNext(undefined);
    expect(takeNext()).toBe('/home');
  });
  it('leads nowhere else, whatever was put into the address or the storage', () => {
    for (const bad of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)', '/login/city?code=x', '']) {
      keepNext(bad);
      expect(takeNext()).toBe('/home');
      window.sessionStorage.setItem('guotu.city.next', bad);
      expect(takeNext()).toBe('/home');
    }
  });
});
