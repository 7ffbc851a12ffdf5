import type { Schemas } from '../contract';
import type { Geometry } from './common';

export type Operator = Schemas['OperatorDefinition'];
export type OperatorInput = Schemas['OperatorInput'];
export type OperatorParameter = Schemas['OperatorParameter'];
export type AnalysisLayer = Schemas['AnalysisLayerView'];
export type AnalysisJob = Schemas['AnalysisJobView'];
export type AnalysisResult = Schemas['AnalysisResultView'];
export type AnalysisPage = Schemas['AnalysisPageView'];
export type AnalysisRunBody = Schemas['RunBody'];
/** What a run may leave out is left out. */
export type AnalysisGiven = { name?: string; epsg: number; coordinates?: number[][][][]; line?: number[][] };
export type AnalysisInput = { layer?: string; field?: string; values?: string[]; figures?: AnalysisGiven[]; job?: string };
export type AnalysisRun = { operator: string; inputs: Record<string, AnalysisInput>; parameters: Record<string, string> };
/** Figures of a file, in degrees. */
export type FigureFile = { format: string; figures: { name: string; geometry: Geometry }[]; warnings: string[] };
export type AnalysisFigures = { complete: boolean; items: { number: number; geometry: Geometry }[] };
