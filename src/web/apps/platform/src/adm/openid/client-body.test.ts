import { describe, expect, it } from 'vitest';
import { bodyOf, formOf } from './client-body';

const registered = {
  code: 'archives', name: '档案系统', bySecret: true, keys: null, redirects: ['https://a.example/cb', 'https://a.example/cb2'], logouts: [], home: null,
  scopes: ['openid', 'profile', 'roles'], roles: ['officer'], enabled: true, intact: true, changedAt: '2026-11-30T00:00:00Z', logoutNotice: null,
};

describe('the registration of a system', () => {
  it('comes back from the form as it went in', () => {
    expect(bodyOf(formOf(registered))).toEqual({
      code: 'archives', name: '档案系统', redirects: registered.redirects, logouts: [], home: null, scopes: ['profile', 'roles'], roles: ['officer'], keys: null,
    });
  });
  it('leaves out empty lines and blanks around addresses, and nothing else', () => {
    const form = { ...formOf(null), redirects: ' https://a.example/cb \n\n  https://b.example/ \n', home: ' ' };
    expect(bodyOf(form).redirects).toEqual(['https://a.example/cb', 'https://b.example/']);
    expect(bodyOf(form).home).toBeNull();
  });
});
