import type { AnalysisGiven, AnalysisInput, AnalysisRun, Geometry, Operator, OperatorInput, OperatorParameter } from '@guotu/api';
import { analysisZh as zh } from './analysis.zh';

export type SourceKind = 'none' | 'layer' | 'drawn' | 'job';

/** Where one input is taken from. */
export interface InputChoice { kind: SourceKind; layer: string; field: string; values: string; shapes: Geometry[]; job: string }

export interface AnalysisForm { inputs: Record<string, InputChoice>; parameters: Record<string, string> }

export const noChoice = (kind: SourceKind): InputChoice => ({ kind, layer: '', field: '', values: '', shapes: [], job: '' });

/** The form of an operator before anybody has touched it. */
export function emptyForm(operator: Operator): AnalysisForm {
  return {
    inputs: Object.fromEntries(operator.inputs.map((i) => [i.code, noChoice(i.required ? 'layer' : 'none')])),
    parameters: Object.fromEntries(operator.parameters.map((p) => [p.code, p.default ?? ''])),
  };
}

function inputFault(input: OperatorInput, choice: InputChoice | undefined): string | null {
  if (!choice || choice.kind === 'none') return input.required ? zh.required : null;
  if (choice.kind === 'layer') return choice.layer ? null : zh.noLayer;
  if (choice.kind === 'drawn') return choice.shapes.length > 0 ? null : zh.noShape;
  return choice.job ? null : zh.noJob;
}

function parameterFault(parameter: OperatorParameter, value: string): string | null {
  if (value.trim() === '') return parameter.optional || parameter.default !== null ? null : zh.missing;
  if (parameter.kind !== 'number' && parameter.kind !== 'whole') return null;
  const number = Number(value);
  if (!/^[+-]?\d*\.?\d+$/.test(value.trim()) || (parameter.kind === 'whole' && !Number.isInteger(number))) return zh.notNumber;
  const { least, greatest } = parameter;
  return (least !== null && number < least) || (greatest !== null && number > greatest) ? zh.range(least, greatest, parameter.unit ?? '') : null;
}

/** What keeps the form from being sent, by the code of the input or parameter. */
export function faults(operator: Operator, form: AnalysisForm): Record<string, string> {
  const found: Record<string, string> = {};
  for (const input of operator.inputs) {
    const fault = inputFault(input, form.inputs[input.code]);
    if (fault) found[input.code] = fault;
  }
  for (const parameter of operator.parameters) {
    const fault = parameterFault(parameter, form.parameters[parameter.code] ?? '');
    if (fault) found[parameter.code] = fault;
  }
  return found;
}

/** A drawn shape as it goes into a request, in degrees. */
export function given(shape: Geometry, name?: string): AnalysisGiven {
  const named = name ? { name } : {};
  if (shape.type === 'Point') return { ...named, epsg: 4490, line: [shape.coordinates as number[]] };
  if (shape.type === 'LineString') return { ...named, epsg: 4490, line: shape.coordinates as number[][] };
  return { ...named, epsg: 4490, coordinates: shape.type === 'MultiPolygon' ? (shape.coordinates as number[][][][]) : [shape.coordinates as number[][][]] };
}

const listed = (values: string) => values.split(/[,,、\s]+/).filter((v) => v !== '');

function inputOf(choice: InputChoice): AnalysisInput {
  if (choice.kind === 'drawn') return { figures: choice.shapes.map((s) => given(s)) };
  if (choice.kind === 'job') return { job: choice.job };
  return choice.field && listed(choice.values).length > 0 ? { layer: choice.layer, field: choice.field, values: listed(choice.values) } : { layer: choice.layer };
}

/** The request of a form without faults; what was left empty is left out. */
export function requestOf(operator: Operator, form: AnalysisForm): AnalysisRun {
  const inputs = operator.inputs.map((i) => [i.code, form.inputs[i.code]] as const).filter(([, c]) => c && c.kind !== 'none');
  const parameters = Object.entries(form.parameters).filter(([, value]) => value.trim() !== '');
  return {
    operator: operator.code,
    inputs: Object.fromEntries(inputs.map(([code, c]) => [code, inputOf(c as InputChoice)])),
    parameters: Object.fromEntries(parameters.map(([code, value]) => [code, value.trim()])),
  };
}
