import type { PortalLayout, PortalPart } from '@guotu/api';
import { pageGroups, pageRoutes } from '@/app/registry';
import { shellZh } from './shell.zh';

export interface NavPage {
  key: string;
  title: string;
  route: string;
  /** Pages that share the entry, itself among them; they stand as tabs above each of them. */
  tabs?: NavPage[];
}
export interface NavPart { key: string; title: string; pages: NavPage[] }

/** Parts without a page that this build has are hidden; unknown page keys are skipped. */
export function navigation(layout: PortalLayout | null): NavPart[] {
  return (layout?.parts ?? []).map(known).filter((part) => part.pages.length > 0);
}

function known(part: PortalPart): NavPart {
  const pages = part.pages.flatMap((page) => {
    const route = pageRoutes[page.key];
    return route ? [{ key: page.key, title: page.title, route }] : [];
  });
  return { key: part.key, title: part.title, pages: gathered(pages) };
}

/** The left list stays short: pages of a group share an entry where the person has two of them or more. */
function gathered(pages: NavPage[]): NavPage[] {
  return pages.flatMap((page) => {
    const group = pageGroups.find((g) => g.pages.includes(page.key));
    const tabs = (group?.pages ?? []).flatMap((key) => pages.find((p) => p.key === key) ?? []);
    const first = tabs[0];
    if (!group || !first || tabs.length < 2) return [page];
    return first.key === page.key ? [{ ...page, title: group.title, tabs }] : [];
  });
}

const has = (page: NavPage, is: (one: NavPage) => boolean) => is(page) || (page.tabs ?? []).some(is);

/** Who uses a page of the administrators that this person's portal does not have; null for every other page, also while the portal is not known. */
export function holderOf(layout: PortalLayout | null, pageKey: string | undefined): string | null {
  const holder = pageKey === undefined ? undefined : shellZh.holders[pageKey];
  if (!layout || !holder) return null;
  return layout.parts.some((part) => part.pages.some((page) => page.key === pageKey)) ? null : holder;
}

/** The part that holds the page; `/biz/done` marks its own entry although the route is shared. */
export function partOf(parts: NavPart[], path: string, pageKey: string | undefined): NavPart | undefined {
  return parts.find((p) => p.pages.some((page) => has(page, (one) => one.route === path))) ?? parts.find((p) => p.pages.some((page) => has(page, (one) => one.key === pageKey)));
}

/** The entry of the left list that the page belongs to: its own, or that of the list it was opened from. */
export function entryOf(part: NavPart | undefined, path: string, pageKey: string | undefined): NavPage | undefined {
  return part?.pages.find((page) => has(page, (one) => one.route === path)) ?? part?.pages.find((page) => has(page, (one) => one.key === pageKey));
}
