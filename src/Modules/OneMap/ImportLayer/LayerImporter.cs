using System.Globalization;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.OneMap.CommitRevision;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.ImportLayer;

/// <summary>Replaces a layer's content by a new revision in one transaction.</summary>
internal sealed class LayerImporter(
    ILayerCatalogue catalogue, IUnitsOfWork units, IIdSource ids, RevisionTable revisions, RevisionCommit commit, CountySettings county) : ILayerImport
{
    public Task<Result<LayerRevision>> ImportAsync(
        CommandContext context, LayerImport import, IAsyncEnumerable<NewFeature> features, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(features);
        return units.RunAsync<LayerRevision>(context, (work, token) => RunAsync(work, import, features, token), ct);
    }

    private async Task<Result<LayerRevision>> RunAsync(
        IUnitOfWork work, LayerImport import, IAsyncEnumerable<NewFeature> features, CancellationToken ct)
    {
        if (catalogue.Find(import.LayerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + import.LayerCode));
        }

        if (SecretDataMustNotComeIn.Check(import.Source, import.FileName) is { } secret)
        {
            return secret;
        }

        var before = await RevisionTable.LockAsync(work, layer, county, ct);
        var found = before == 0 ? Result<RevisionRow?>.Of(null) : await revisions.FindAsync(work, layer, before, ct);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        if (found.Value is { } current && import.AsOf < current.AsOfDate)
        {
            return new Error(OneMapErrors.AsOfGoesBack, ("layer", layer.Name), ("asOf", Text(import.AsOf)), ("current", Text(current.AsOfDate)));
        }

        var content = new IncomingContent(layer, ids, import.Progress);
        if (before > 0)
        {
            await content.LearnAsync(FeatureTable.OfRevisionAsync(work, layer.Code, before, ct), ct);
        }

        var number = before + 1;
        await FeatureTable.InsertAsync(work, layer.Code, number, content.VersionsAsync(features, ct), ct);
        if (content.Refusal is { } refusal)
        {
            return refusal;
        }

        await FeatureTable.RetireAsync(work, layer.Code, before, content.Retired(), ct);
        var key = string.Create(CultureInfo.InvariantCulture, $"import:{number}");
        var draft = new RevisionDraft(layer, number, import.AsOf, import.Source, key) { Demonstration = import.Demonstration, Label = import.Label };
        var closed = await commit.CloseAsync(work, draft, ct);
        return closed.IsSuccess && import.Alongside is { } alongside && (await alongside(work, closed.Value, ct)).Error is { } apart ? apart : closed;
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
