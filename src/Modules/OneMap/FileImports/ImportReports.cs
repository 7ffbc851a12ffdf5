using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ImportLayer;

namespace Guotu.OneMap.FileImports;

/// <summary>How the end of an import is told.</summary>
internal static class ImportReports
{
    public const string NodeStopped = "节点停止了";

    /// <summary>Nothing was stored.</summary>
    public static ImportReportView Of(Error? problem, FeatureExamination? examination) => new(
        examination?.Examined ?? 0,
        examination?.Refused ?? 0,
        [.. (examination?.Refusals ?? []).Select(ImportProblemView.OfFeature)],
        [],
        problem is null ? null : ImportProblemView.Of(problem),
        null,
        null);

    /// <summary>A revision came of it.</summary>
    public static ImportReportView Of(LayerRevision revision, FeatureExamination examination, IEnumerable<Error> warnings) => new(
        examination.Examined,
        0,
        [],
        [.. warnings.Select(ImportProblemView.Of)],
        null,
        revision.FeatureCount,
        LabelScheme.Shipped.NameOf(revision.Label));
}
