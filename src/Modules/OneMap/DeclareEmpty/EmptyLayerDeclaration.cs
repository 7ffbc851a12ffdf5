using System.Globalization;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.CommitRevision;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.DeclareEmpty;

/// <summary>Declares a layer lawfully empty: a revision without features that carries the document and its expiry.</summary>
internal sealed class EmptyLayerDeclaration(
    ILayerCatalogue catalogue, IUnitsOfWork units, IFileStore files, RevisionTable revisions, RevisionCommit commit, CountySettings county, IClock clock)
{
    private const int LongestName = 200;

    public Task<Result<LayerRevision>> DeclareAsync(CommandContext context, LayerDeclaration declaration, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        return units.RunAsync<LayerRevision>(context, (work, token) => RunAsync(work, declaration, token), ct);
    }

    private async Task<Result<LayerRevision>> RunAsync(IUnitOfWork work, LayerDeclaration declaration, CancellationToken ct)
    {
        if (catalogue.Find(declaration.LayerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + declaration.LayerCode));
        }

        if (Refusal(declaration) is { } refusal)
        {
            return refusal;
        }

        var before = await RevisionTable.LockAsync(work, layer, county, ct);
        var current = before == 0 ? Result<RevisionRow?>.Of(null) : await revisions.FindAsync(work, layer, before, ct);
        if (current.Error is { } notProved)
        {
            return notProved;
        }

        if (current.Value is { FeatureCount: > 0 } filled)
        {
            return new Error(OneMapErrors.LayerNotEmpty, ("layer", layer.Name), ("count", filled.FeatureCount));
        }

        if (declaration.NewDocument is { } document)
        {
            await work.AttachAsync(document, ct);
        }

        var key = string.Create(CultureInfo.InvariantCulture, $"declare:{before + 1}");
        var draft = new RevisionDraft(layer, before + 1, clock.Today, declaration.DocumentName, key)
        {
            DeclaredEmpty = new EmptyDeclaration(declaration.DocumentDigest, declaration.DocumentName, declaration.ValidUntil),
        };
        return await commit.CloseAsync(work, draft, ct);
    }

    private Error? Refusal(LayerDeclaration declaration)
    {
        if (declaration.DocumentName.Trim().Length is 0 or > LongestName)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "文件名称"), ("reason", $"要填,不超过 {LongestName} 个字符")) { Field = "documentName" };
        }

        if (!files.Contains(declaration.DocumentDigest))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "依据文件"), ("reason", "还没有上传")) { Field = "documentDigest" };
        }

        var until = declaration.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return declaration.ValidUntil < clock.Today ? new Error(OneMapErrors.DeclarationExpired, ("until", until)) : null;
    }
}
