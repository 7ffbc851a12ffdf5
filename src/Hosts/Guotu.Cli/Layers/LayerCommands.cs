using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Cli.Layers;

/// <summary><c>guotu layer …</c>.</summary>
internal static class LayerCommands
{
    public static Command Build() => Verb.Group(
        "layer",
        "图层与版本",
        LayerListCommand.Build(),
        LayerImportCommand.Build(),
        LayerExportCommand.Build(),
        LayerDiffCommand.Build(),
        LayerVerifyCommand.Build(),
        LayerCheckCommand.Build(),
        LayerAdjustCommand.Build(),
        LayerDeclareCommand.Build(),
        LayerLowerLabelCommand.Build());

    /// <summary>The layer's code; one that is not in the catalogue ends the verb as bad use.</summary>
    public static string CodeIn(NodeSession node, string code) => node.Get<ILayerCatalogue>().Find(code) is { } layer
        ? layer.Code
        : throw new RefusedException(new Error(KernelErrors.NotFound, ("what", "图层 " + code)), ExitCode.BadUse);
}

/// <summary>A revision in the answers of the layer verbs.</summary>
internal sealed record RevisionLine(string Layer, int Revision, DateOnly AsOf, int Count, string Digest, string Source, string Label)
{
    public static RevisionLine Of(LayerRevision revision) => new(
        revision.LayerCode, revision.Number, revision.AsOf, revision.FeatureCount, revision.ContentDigest.ToString(), revision.Source, LabelScheme.Shipped.NameOf(revision.Label));
}

/// <summary>A revision that was imported, and what was noticed in its file.</summary>
internal sealed record ImportedLine(string Layer, int Revision, DateOnly AsOf, int Count, string Digest, string Source, string Label, IReadOnlyList<ErrorPlace> Warnings)
{
    public static ImportedLine Of(LayerImported imported)
    {
        var line = RevisionLine.Of(imported.Revision);
        return new ImportedLine(line.Layer, line.Revision, line.AsOf, line.Count, line.Digest, line.Source, line.Label, [.. imported.Warnings.Select(ErrorPlace.Of)]);
    }
}
