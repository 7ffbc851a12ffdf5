using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.FileImports;

/// <summary>An import as its owner sees it.</summary>
/// <param name="Inspection">What was concluded of the file, by the choices last made.</param>
/// <param name="Asked">Once it was asked for.</param>
/// <param name="Progress">While it runs on the node that answers.</param>
/// <param name="Report">Once it ended.</param>
/// <param name="Revision">The layer's revision that came of it.</param>
public sealed record ImportView(
    long Id, string Layer, string LayerName, string FileName, int FileBytes, string FileDigest, ImportState State, Instant CreatedAt, Instant? QueuedAt, Instant? EndedAt,
    ImportInspectionView? Inspection, ImportAskedView? Asked, ImportProgressView? Progress, ImportReportView? Report, int? Revision);

/// <summary>A line of the list of imports.</summary>
public sealed record ImportItemView(long Id, string Layer, string LayerName, string FileName, ImportState State, Instant CreatedAt, Instant? EndedAt, int? Revision, string? Problem);

/// <summary>What was concluded of a file and why.</summary>
/// <param name="Format">Chinese name; null where the file could not be read.</param>
/// <param name="Encoding">Null for formats that fix it or have no text.</param>
/// <param name="Crs">Null where the file does not make it certain.</param>
/// <param name="Layers">Layers of the file.</param>
/// <param name="Count">Features; null where only reading tells.</param>
/// <param name="Conclusions">Each thing concluded and the evidence.</param>
/// <param name="Fields">Fields of the file against those of the layer.</param>
/// <param name="Missing">Mandatory fields of the layer that the file does not have.</param>
/// <param name="Problems">Why the file cannot be loaded as it is, and what has to be settled first; empty where nothing speaks against it.</param>
/// <param name="Choices">The choices by which it was looked at.</param>
public sealed record ImportInspectionView(
    string? Format, string? Encoding, string? Crs, IReadOnlyList<string> Layers, int? Count, IReadOnlyList<ImportConclusionView> Conclusions,
    IReadOnlyList<ImportFieldView> Fields, IReadOnlyList<ImportLayerFieldView> Missing, IReadOnlyList<ImportProblemView> Problems, ImportChoicesBody Choices);

/// <summary>One conclusion.</summary>
public sealed record ImportConclusionView(string Topic, string Finding, string Reason);

/// <summary>A field of the file.</summary>
/// <param name="Target">Chinese name of the layer's field of this code; null where the layer has none: then the file is refused.</param>
/// <param name="Mandatory">Whether the layer wants a value.</param>
public sealed record ImportFieldView(string Name, string? Target, bool Mandatory);

/// <summary>A field of the layer.</summary>
public sealed record ImportLayerFieldView(string Code, string Name);

/// <summary>Something that stands in the way, or that was noted.</summary>
/// <param name="Line">Place of the feature in the file, from 1.</param>
/// <param name="Field">Field of the feature, or the choice that settles it.</param>
/// <param name="Choices">What may be chosen.</param>
public sealed record ImportProblemView(string Code, string Text, string WayOut, int? Line, string? Field, IReadOnlyList<string> Choices)
{
    internal static ImportProblemView Of(Error error) => new(error.Code.Value, error.Text, error.WayOut, error.Line, error.Field, error.Choices);

    /// <summary>In a list by features, where the place and the field have their own columns: the reason alone.</summary>
    internal static ImportProblemView OfFeature(Error error) => Of(error) with { Text = error.Arguments.TryGetValue("reason", out var reason) ? reason : error.Text };
}

/// <summary>What was asked for.</summary>
/// <param name="Label">Chinese name of the label.</param>
public sealed record ImportAskedView(DateOnly AsOf, string Source, string Label, string Level, IReadOnlyList<string> Categories, string? PositionsChecked);

/// <summary>How far it is.</summary>
/// <param name="Step"><c>checking</c>: every feature is held against the rules; <c>storing</c>: they are written; <c>closing</c>: the revision is read back and committed.</param>
/// <param name="Done">Features.</param>
/// <param name="Total">Null where it is not known.</param>
public sealed record ImportProgressView(string Step, int Done, int? Total);

/// <summary>What came of it.</summary>
/// <param name="Examined">Features that were checked.</param>
/// <param name="Refused">Features of them that may not be stored.</param>
/// <param name="Refusals">The first of them, by place in the file.</param>
/// <param name="Warnings">What was irregular and what of the file is not in the layer.</param>
/// <param name="Problem">Why nothing was stored; null where the revision was.</param>
/// <param name="Features">Features of the revision.</param>
/// <param name="Label">Chinese name of the revision's label.</param>
public sealed record ImportReportView(
    int Examined, int Refused, IReadOnlyList<ImportProblemView> Refusals, IReadOnlyList<ImportProblemView> Warnings, ImportProblemView? Problem, int? Features, string? Label);

/// <summary>What a person may choose from.</summary>
/// <param name="Levels">Up to the person's own.</param>
/// <param name="Categories">Those that the person holds.</param>
/// <param name="DefaultLevel">The county's, or the person's highest below it.</param>
/// <param name="MostMiB">Largest file.</param>
public sealed record ImportOptionsView(
    IReadOnlyList<ImportOptionView> Levels, IReadOnlyList<ImportOptionView> Categories, string DefaultLevel, IReadOnlyList<string> DefaultCategories,
    IReadOnlyList<ImportOptionView> Systems, IReadOnlyList<ImportOptionView> Formats, int MostMiB);

/// <summary>A choice.</summary>
public sealed record ImportOptionView(string Code, string Name);
