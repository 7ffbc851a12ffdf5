using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.RunOperator;

/// <summary>A layer as one caller sees it, or the part of it near something. Rows, fields and areas that are denied are not there.</summary>
internal sealed class LayerInput(IPublishedLayers published, ILayerCatalogue catalogue, IClock clock)
{
    public async Task<Result<FeatureSet>> ReadAsync(
        Caller caller, InputBody body, (GridEnvelope? Near, OperatorLimits Limits) bounds, ReadSets read, CancellationToken ct)
    {
        var opened = await OpenAsync(caller, body, ct);
        if (opened.Error is { } closed)
        {
            return closed;
        }

        var layer = opened.Value;
        read.Sources.Add(new RunSource(layer.Definition.Code, layer.Definition.Name, layer.Revision.Number, layer.Revision.AsOf, layer.Stamp, layer.Label.Level) { LabelCategory = layer.Label.CategoryText });
        var state = await catalogue.StateAsync(layer.Definition.Code, clock.Today, ct);
        if (state is { IsSuccess: true, Value: { Stale: true, Current: { } current } } && current.Number == layer.Revision.Number)
        {
            read.Notes.Add($"“{layer.Definition.Name}”(数据时点 {layer.Revision.AsOf:yyyy-MM-dd})已过期,结果只供参考。");
        }

        return bounds.Near is { IsEmpty: true } ? Empty(layer) : await Task.Run(() => Read(layer, body, bounds, ct), ct);
    }

    private async Task<Result<ISeenLayer>> OpenAsync(Caller caller, InputBody body, CancellationToken ct)
    {
        var time = new RevisionTime(body.RecordedAt, body.ValidOn);
        if (body.Revision is not null || time == RevisionTime.Now)
        {
            return await published.OpenAsync(caller, body.Layer!, body.Revision, ct);
        }

        // Revision 0 is none: a layer that the caller may know of had nothing at that time.
        var then = await catalogue.RevisionAtAsync(body.Layer!, time, ct);
        return then.Error is { } notProved
            ? (await published.OpenAsync(caller, body.Layer!, null, ct)).Error ?? notProved
            : await published.OpenAsync(caller, body.Layer!, then.Value?.Number ?? 0, ct);
    }

    private static FeatureSet Empty(ISeenLayer layer) => new(layer.Definition.Name, layer.Definition.Fields, []);

    private static Result<FeatureSet> Read(ISeenLayer layer, InputBody body, (GridEnvelope? Near, OperatorLimits Limits) bounds, CancellationToken ct)
    {
        var field = body.Field is { } code ? layer.PlaceOf(code) : -1;
        if (body.Field is not null && field < 0)
        {
            return new Error(AnalysisErrors.InputUnfit, ("name", layer.Definition.Name), ("reason", $"没有字段 {body.Field}"));
        }

        var wanted = (body.Values ?? []).ToHashSet(StringComparer.Ordinal);
        var places = layer.Definition.Fields.Select(f => layer.PlaceOf(f.Code)).ToArray();
        var (rows, vertices) = (new List<AnalysisFeature>(), 0L);
        foreach (var feature in layer.Walk(bounds.Near, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            var seen = feature.Value;
            if (field >= 0 && !wanted.Contains(seen.Attributes[field] ?? string.Empty))
            {
                continue;
            }

            vertices += seen.Shape.VertexCount;
            if (rows.Count == bounds.Limits.MostFeatures || vertices > bounds.Limits.MostVertices)
            {
                return ReadInputs.TooMuch(layer.Definition.Name, bounds.Limits);
            }

            rows.Add(new AnalysisFeature(seen.Id, seen.Shape, [.. places.Select(p => p < 0 ? null : seen.Attributes[p])]));
        }

        return new FeatureSet(layer.Definition.Name, layer.Definition.Fields, rows);
    }
}
