using Guotu.Analysis.ReadResult;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.RunOperator;

/// <summary>What was read for a run, what it rests on, and what is to be said about it.</summary>
internal sealed record InputsRead(IReadOnlyDictionary<string, FeatureSet> Sets, IReadOnlyList<RunSource> Sources, IReadOnlyList<string> Notes);

/// <summary>
/// Reads the inputs of a run for one caller: layers behind the one check of what the caller sees, figures given, results of the caller's own. More than the limits is refused.
/// </summary>
internal sealed class ReadInputs(LayerInput layers, KeptResults results, IPublishedLayers published)
{
    private const int MostFigures = 1_000;
    private const int LongestName = 50;

    public async Task<Result<InputsRead>> ReadAsync(Caller caller, OperatorDefinition definition, RunAsked asked, OperatorLimits limits, CancellationToken ct)
    {
        if (Breach(definition, asked.Body.Inputs) is { } breach)
        {
            return breach;
        }

        var read = new ReadSets();
        foreach (var input in definition.Inputs.OrderBy(i => i.NearInput is null ? 0 : 1))
        {
            if (!asked.Body.Inputs.TryGetValue(input.Code, out var body))
            {
                continue;
            }

            var near = Near(input, asked.Parameters, read.Sets);
            var set = body.Layer is not null ? await layers.ReadAsync(caller, body, (near, limits), read, ct)
                : body.Job is { } job ? await results.SetAsync(caller, job, limits, read.Sources, ct)
                : Given(body.Figures!, ct);
            if ((set.Error ?? Unfit(input, set.Value, limits)) is { } refused)
            {
                return refused with { Field = refused.Field ?? input.Code };
            }

            read.Sets[input.Code] = set.Value;
        }

        return new InputsRead(read.Sets, read.Sources, read.Notes);
    }

    private static Error? Breach(OperatorDefinition definition, IReadOnlyDictionary<string, InputBody>? inputs)
    {
        var given = inputs ?? new Dictionary<string, InputBody>();
        if (given.Keys.FirstOrDefault(k => definition.Inputs.All(i => i.Code != k)) is { } unknown)
        {
            return InputUnfit(unknown, unknown, "算子没有这个输入");
        }

        foreach (var input in definition.Inputs)
        {
            var body = given.GetValueOrDefault(input.Code);
            if (body is null && input.Required)
            {
                return InputUnfit(input.Code, input.Name, "没有给");
            }

            if (body is not null && (body.Layer is null ? 0 : 1) + (body.Figures is null ? 0 : 1) + (body.Job is null ? 0 : 1) != 1)
            {
                return InputUnfit(input.Code, input.Name, "图层、图形、前一次的结果要给而且只给一样");
            }
        }

        return null;
    }

    private static Error? Unfit(OperatorInput input, FeatureSet set, OperatorLimits limits)
    {
        if (set.Features.Count > limits.MostFeatures || set.VertexCount > limits.MostVertices)
        {
            return TooMuch(set.Name, limits);
        }

        var shapeless = set.Features.Any(f => f.Figure is null && f.Paths.IsEmpty);
        return shapeless ? InputUnfit(input.Code, input.Name, "它是表,没有图形")
            : set.HasPaths && !input.TakesPaths ? InputUnfit(input.Code, input.Name, "要面,不收线和点")
            : null;
    }

    public static Error TooMuch(string name, OperatorLimits limits) =>
        new(AnalysisErrors.TooMuch, ("what", $"“{name}”的要素数或顶点数"), ("most", $"{limits.MostFeatures} 个要素、{limits.MostVertices} 个顶点"));

    private static Error InputUnfit(string code, string name, string reason) =>
        new(AnalysisErrors.InputUnfit, ("name", name), ("reason", reason)) { Field = code };

    /// <summary>The box around which alone the input counts; null for all of it.</summary>
    private static GridEnvelope? Near(OperatorInput input, ParameterValues parameters, Dictionary<string, FeatureSet> sets)
    {
        if (input.NearInput is not { } other || !sets.TryGetValue(other, out var set))
        {
            return null;
        }

        var box = set.Envelope;
        var margin = input.NearParameter is { } code ? (long)Math.Ceiling(parameters.Number(code) * GridPoint.UnitsPerMetre) + 1 : 1;
        return box.IsEmpty ? box : new GridEnvelope(box.MinEast - margin, box.MinNorth - margin, box.MaxEast + margin, box.MaxNorth + margin);
    }

    private Result<FeatureSet> Given(IReadOnlyList<GivenBody> figures, CancellationToken ct)
    {
        if (figures.Count is 0 or > MostFigures)
        {
            return new Error(AnalysisErrors.InputUnfit, ("name", "图形"), ("reason", figures.Count == 0 ? "一个也没有" : $"超过 {MostFigures} 个"));
        }

        var reader = new GivenFigures(published.Zone);
        var rows = new List<AnalysisFeature>();
        foreach (var given in figures)
        {
            var name = string.IsNullOrWhiteSpace(given.Name) ? $"图形 {rows.Count + 1}" : given.Name.Trim();
            IReadOnlyList<string?> values = [name.Length > LongestName ? name[..LongestName] : name];
            if (given.Line is { } line)
            {
                var path = reader.Path(given.Epsg, line);
                if (path.Error is { } unreadable)
                {
                    return unreadable;
                }

                rows.Add(new AnalysisFeature(rows.Count + 1, null, values) { Paths = [path.Value] });
                continue;
            }

            var area = reader.Area(given.Epsg, given.Coordinates, ct);
            if (area.Error is { } refused)
            {
                return refused;
            }

            rows.Add(new AnalysisFeature(rows.Count + 1, area.Value, values));
        }

        return new FeatureSet("图形", [new LayerField("MC", "名称", LayerFieldKind.Text, LongestName, 0, "O")], rows);
    }
}

/// <summary>A run as it was asked for, its parameters read.</summary>
internal sealed record RunAsked(RunBody Body, ParameterValues Parameters);

/// <summary>What has been read so far.</summary>
internal sealed class ReadSets
{
    public Dictionary<string, FeatureSet> Sets { get; } = new(StringComparer.Ordinal);

    public List<RunSource> Sources { get; } = [];

    public List<string> Notes { get; } = [];
}
