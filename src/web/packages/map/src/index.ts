export * from './core/surface';
export * from './core/projection';
export * from './core/legend';
export * from './core/patterns';
export type { PaperFrame } from './core/paper-frame';
