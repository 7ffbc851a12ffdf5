using Guotu.Database.Work;
using Guotu.Geo.Formats;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Adds features to a layer inside the caller's transaction (入库).</summary>
public interface ILayerWriter
{
    /// <summary>
    /// Commits the features as a new revision together with the caller's rows, and records it in the audit. Repeating the same key gives
    /// the revision it made before and changes nothing. Errors: geometry or fields that the layer does not take, named by feature.
    /// </summary>
    Task<Result<LayerRevision>> AppendAsync(IUnitOfWork work, LayerAppend append, CancellationToken ct);
}

/// <summary>Features to be added.</summary>
/// <param name="LayerCode">Code in the catalogue.</param>
/// <param name="Key">The caller's key, at most 100 characters, such as <c>case:1234567</c>; one key makes one revision.</param>
/// <param name="AsOf">Legal date of the features; the new revision has the later of it and the present revision's.</param>
/// <param name="Source">Shown in the list of revisions, such as the certificate's number.</param>
/// <param name="Features">At least one.</param>
public sealed record LayerAppend(string LayerCode, string Key, DateOnly AsOf, string Source, IReadOnlyList<NewFeature> Features);

/// <summary>A feature that has no id yet.</summary>
/// <param name="Figure">On the county's 0.1 mm grid; refused where invalid.</param>
/// <param name="Attributes">By field code; only fields of the layer.</param>
public sealed record NewFeature(GridMultiPolygon Figure, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Replaces the whole content of a layer by a new revision (整层更新), streaming and in one transaction.</summary>
public interface ILayerImport
{
    /// <summary>
    /// Features that the layer's key fields tell again keep their ids; those that do not come again are retired. Nothing is stored
    /// when any feature is refused; the error names the feature by its place in the stream, counted from 1 (<c>Line</c>).
    /// The stream is enumerated again when the database asks for a repetition, so it must be repeatable.
    /// </summary>
    Task<Result<LayerRevision>> ImportAsync(CommandContext context, LayerImport import, IAsyncEnumerable<NewFeature> features, CancellationToken ct);
}

/// <summary>What is imported.</summary>
/// <param name="LayerCode">Code in the catalogue.</param>
/// <param name="AsOf">Legal date of the data (数据时点).</param>
/// <param name="Source">File or delivery it comes from.</param>
public sealed record LayerImport(string LayerCode, DateOnly AsOf, string Source)
{
    /// <summary>Invented data (演示数据).</summary>
    public bool Demonstration { get; init; }

    /// <summary>Label that the data is delivered with (密级标志); the new revision carries it, joined with the layer's.</summary>
    public SecurityLabel Label { get; init; } = SecurityLabel.Lowest;

    /// <summary>What the user decided about the file: format, encoding, coordinate system, layer.</summary>
    public ReadChoices Choices { get; init; } = ReadChoices.None;

    /// <summary>
    /// The positions have been checked against known points, by the person who imports: a file that lies beside the county's ground by the offset of Internet
    /// maps is stored, with the suspicion as a warning, and how they were checked is said in the source and in the audit. Null where nobody checked: it is refused.
    /// </summary>
    public string? PositionsChecked { get; init; }

    /// <summary>Name of the file, where it comes out of one: it must not say that the data is secret.</summary>
    public string FileName { get; init; } = string.Empty;

    /// <summary>Told after each thousand features.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Told of every feature of a file before any is stored; where it is null, the first feature that is refused ends the check.</summary>
    public IFeatureExamination? Examination { get; init; }

    /// <summary>Rows of the caller that commit together with the revision; a refusal takes both back.</summary>
    public Func<IUnitOfWork, LayerRevision, CancellationToken, Task<Result>>? Alongside { get; init; }
}
