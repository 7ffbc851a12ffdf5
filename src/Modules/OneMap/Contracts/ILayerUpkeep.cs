using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Geo.Formats;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Work on whole layers, from the command line and the page of imports: files in and out, differences, declarations, verification.</summary>
public interface ILayerUpkeep
{
    /// <summary>
    /// Imports a file of any format as the layer's new revision: degrees of EPSG:4490 or metres of the county's zone, said by the file or by
    /// <see cref="LayerImport.Choices"/>; a doubt is refused, the offset of Internet maps among them (<c>GEO-0065</c>). Errors name the feature by its place in
    /// the file. What of the file is not stored, such as heights, is in the warnings.
    /// </summary>
    Task<Result<LayerImported>> ImportFileAsync(CommandContext context, LayerImport import, string path, CancellationToken ct);

    /// <summary>The same for a file that comes as a stream.</summary>
    Task<Result<LayerImported>> ImportStreamAsync(CommandContext context, LayerImport import, Stream content, CancellationToken ct);

    /// <summary>
    /// Writes what the caller sees of a revision, in metres of the county's zone, and says what the format could not carry. GeoJSON is exact to the
    /// grid: importing a whole layer again changes nothing.
    /// </summary>
    Task<Result<LayerExport>> ExportAsync(LayerExportOrder order, Caller caller, Stream target, CancellationToken ct);

    /// <summary>What changed between two revisions.</summary>
    Task<Result<RevisionDifference>> DiffAsync(string layerCode, int from, int to, CancellationToken ct);

    /// <summary>Reads every row of a revision and compares it with the digests recorded at commit; <c>MAP-0003</c> says what is wrong.</summary>
    Task<Result<LayerRevision>> VerifyAsync(string layerCode, int? revision, CancellationToken ct);

    /// <summary>Declares a layer lawfully empty by a document (依法为空), as a new revision without features.</summary>
    Task<Result<LayerRevision>> DeclareEmptyAsync(CommandContext context, LayerDeclaration declaration, CancellationToken ct);
}

/// <summary>A file that became a revision.</summary>
/// <param name="Warnings">What was irregular in the file and what of it is not in the layer, codes FMT-01xx and GEO-0065.</param>
public sealed record LayerImported(LayerRevision Revision, IReadOnlyList<Error> Warnings);

/// <summary>A revision to be written.</summary>
/// <param name="Revision">Null for the current one.</param>
/// <param name="Encoding">For formats that leave the choice: <c>UTF-8</c> or <c>GB18030</c>.</param>
public sealed record LayerExportOrder(string LayerCode, int? Revision, FileFormat Format, string Encoding)
{
    /// <summary>Name of the schema that will lie beside a GML file; null for none.</summary>
    public string? SchemaFile { get; init; }
}

/// <summary>A revision that was written, and what the format could not carry.</summary>
/// <param name="InPart">Whether rows or fields are left out that the caller may not see: such a file is no delivery of the layer.</param>
public sealed record LayerExport(LayerRevision Revision, IReadOnlyList<Loss> Losses, bool InPart)
{
    /// <summary>Label of the layer and revision: whoever gives the file out marks it so.</summary>
    public required SecurityLabel Label { get; init; }

    /// <summary>What has to lie beside the file; null for nothing.</summary>
    public FileBeside? Beside { get; init; }
}

/// <summary>A declaration of emptiness.</summary>
/// <param name="LayerCode">Code in the catalogue.</param>
/// <param name="DocumentDigest">SM3 of the stored document.</param>
/// <param name="DocumentName">Its name or number, at most 200 characters.</param>
/// <param name="ValidUntil">Last day of its validity.</param>
public sealed record LayerDeclaration(string LayerCode, string DocumentDigest, string DocumentName, DateOnly ValidUntil)
{
    /// <summary>The document where it was stored for this declaration and is named by no row yet; it is attached with the revision.</summary>
    public StoredFile? NewDocument { get; init; }
}

/// <summary>Features by what happened to them between two revisions, in order of ids.</summary>
public sealed record RevisionDifference(
    string LayerCode, int From, int To, IReadOnlyList<long> Added, IReadOnlyList<long> Removed, IReadOnlyList<long> Changed);
