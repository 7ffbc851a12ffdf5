using System.Runtime.CompilerServices;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.OneMap.CommitRevision;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.AppendFeatures;

/// <summary>Adds features to a layer as a new revision inside the caller's unit of work.</summary>
internal sealed class LayerWriter(ILayerCatalogue catalogue, IIdSource ids, RevisionTable revisions, RevisionCommit commit, CountySettings county) : ILayerWriter
{
    public async Task<Result<LayerRevision>> AppendAsync(IUnitOfWork work, LayerAppend append, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(append);
        if (catalogue.Find(append.LayerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + append.LayerCode));
        }

        if (Refusal(layer, append.Features, ct) is { } refusal)
        {
            return refusal;
        }

        var before = await RevisionTable.LockAsync(work, layer, county, ct);
        var known = await revisions.ByKeyAsync(work, layer, append.Key, ct);
        if (known.Error is not null || known.Value is not null)
        {
            return known.Map(k => k!.ToRevision());
        }

        var found = before == 0 ? Result<RevisionRow?>.Of(null) : await revisions.FindAsync(work, layer, before, ct);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        var current = found.Value;
        if (before > 0 && current is null)
        {
            return LayerDamage.Of(layer, before, "没有这一版的入库记录");
        }

        if (await TakenKeyAsync(work, layer, current, append.Features, ct) is { } taken)
        {
            return taken;
        }

        await FeatureTable.InsertAsync(work, layer.Code, before + 1, VersionsAsync(append.Features, ct), ct);
        var asOf = current is not null && current.AsOfDate > append.AsOf ? current.AsOfDate : append.AsOf;
        var draft = new RevisionDraft(layer, before + 1, asOf, append.Source, append.Key) { Demonstration = current?.IsDemonstration == 1 };
        return await commit.CloseAsync(work, draft, ct);
    }

    private static Error? Refusal(LayerDefinition layer, IReadOnlyList<NewFeature> features, CancellationToken ct)
    {
        if (features.Count == 0)
        {
            return new Error(OneMapErrors.GeometryRefused, ("reason", "没有要素")) { Line = 1 };
        }

        return features
            .Select((f, i) => AttributesMustFitTheFields.Check(i + 1, f, layer) ?? FigureMustBeValid.Check(i + 1, f, ct))
            .FirstOrDefault(e => e is not null);
    }

    /// <summary>A new revision on top of changed rows would record the change as committed: rows that are not those of the current one stop it.</summary>
    private static async Task<Error?> TakenKeyAsync(
        IUnitOfWork work, LayerDefinition layer, RevisionRow? current, IReadOnlyList<NewFeature> features, CancellationToken ct)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        if (current is not null)
        {
            var digest = new RowsDigest();
            await foreach (var row in FeatureTable.OfRevisionAsync(work, layer.Code, current.RevisionNo, ct))
            {
                digest.Add(row);
                if (AttributeText.TryRead(row.AttributeJson, out var attributes))
                {
                    taken.Add(FeatureKey.Of(layer, attributes));
                }
            }

            if (digest.Count != current.FeatureCount || digest.Finish().ToString() != current.RowsDigest)
            {
                return LayerDamage.Of(layer, current.RevisionNo, "数据行与入库时不同,不能在其上加新版");
            }
        }

        for (var i = 0; i < features.Count; i++)
        {
            if (!taken.Add(FeatureKey.Of(layer, features[i].Attributes)))
            {
                return new Error(OneMapErrors.FieldRefused, ("reason", "图层中已有同一要素")) { Line = i + 1, Field = layer.KeyFields[0] };
            }
        }

        return null;
    }

    private async IAsyncEnumerable<FeatureVersion> VersionsAsync(IReadOnlyList<NewFeature> features, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var feature in features)
        {
            ct.ThrowIfCancellationRequested();
            yield return new FeatureVersion(ids.Next(), FigureCodec.Encode(feature.Figure), AttributeText.Write(feature.Attributes), feature.Figure.Envelope);
        }

        await Task.CompletedTask;
    }
}
