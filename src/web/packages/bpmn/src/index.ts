import './picture.css';
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

export interface NodeMark { id: string; state: 'done' | 'active' | 'waiting' | 'returned'; mark: string }

interface Canvas { scrollToElement(element: unknown, padding: number): void;  zoom(to?: number | 'fit-viewport', at?: 'auto'): number; addMarker(id: string, name: string): void; resized(): void }
interface Overlays { add(id: string, overlay: { position: { top: number; left: number }; html: HTMLElement }): void }
interface Registry { get(id: string): unknown }
interface EventBus { on(event: string, act: (e: { element: { id: string } }) => void): void }

/** A running process, read-only: token colours as markers and a mark on each node. */
export class ProcessPicture {
  private readonly viewer: NavigatedViewer;

  constructor(container: HTMLElement, picked: (nodeId: string) => void) {
    this.viewer = new NavigatedViewer({ container });
    (this.viewer.get('eventBus') as EventBus).on('element.click', (e) => picked(e.element.id));
  }

  /** False when the file cannot be drawn (no diagram in it): the list beside says the same. */
  async show(xml: string, marks: NodeMark[]): Promise<boolean> {
    try {
      await this.viewer.importXML(xml);
    } catch {
      return false;
    }
    const registry = this.viewer.get('elementRegistry') as Registry;
    for (const node of marks) if (registry.get(node.id)) this.mark(node);
    this.fit();
    this.readable(registry, marks.find((n) => n.state === 'active')?.id);
    return true;
  }

  fit(): void {
    this.canvas().resized();
    this.canvas().zoom('fit-viewport', 'auto');
  }

  /** A long process does not fit at a size that can be read: then the part around the step at work is shown. */
  private readable(registry: Registry, at: string | undefined): void {
    const least = 0.75;
    const here = at ? registry.get(at) : undefined;
    if (this.canvas().zoom() >= least) return;
    this.canvas().zoom(least, 'auto');
    if (here) this.canvas().scrollToElement(here, 120);
  }

  zoom(factor: number): void {
    this.canvas().zoom(this.canvas().zoom() * factor);
  }

  dispose(): void {
    this.viewer.destroy();
  }

  private mark(node: NodeMark): void {
    this.canvas().addMarker(node.id, `gt-node--${node.state}`);
    const html = document.createElement('span');
    html.className = `gt-node-mark gt-node-mark--${node.state}`;
    html.textContent = node.mark;
    (this.viewer.get('overlays') as Overlays).add(node.id, { position: { top: -10, left: -10 }, html });
  }

  private canvas(): Canvas {
    return this.viewer.get('canvas') as Canvas;
  }
}
