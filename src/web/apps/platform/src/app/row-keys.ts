/** Arrows move between the rows of a table by their links; Enter is the link's own. */
export function rowKeys(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step || event.altKey || event.ctrlKey) return;
  const row = event.currentTarget as HTMLElement;
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  const link = next?.querySelector<HTMLElement>('a, button');
  if (link) {
    event.preventDefault();
    link.focus();
  }
}
