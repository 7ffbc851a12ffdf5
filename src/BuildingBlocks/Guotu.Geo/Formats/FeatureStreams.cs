using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Reads the features of one layer of a file, one by one, with memory for one feature (and for indexes where a format needs them).</summary>
public interface IFeatureReader : IAsyncDisposable
{
    /// <summary>What was concluded of the file before its features are given out.</summary>
    FormatDetection Detection { get; }

    FeatureSchema Schema { get; }

    /// <summary>Features in the layer; null where only reading tells.</summary>
    long? Count { get; }

    /// <summary>What was irregular but certain, codes FMT-01xx; complete when the features have been read.</summary>
    IReadOnlyList<Error> Warnings { get; }

    /// <summary>
    /// The features in order of the file. The first refusal ends the stream: it names line or record, and the ring where there is one.
    /// Each enumeration begins anew.
    /// </summary>
    IAsyncEnumerable<Result<Feature>> ReadAsync(CancellationToken ct);
}

/// <summary>Writes features of one layer to a file. Without <see cref="CompleteAsync"/> what was written is no file.</summary>
public interface IFeatureWriter : IAsyncDisposable
{
    /// <summary>Writes a feature whose values stand in the order of the schema. A refusal means that the file can not be written.</summary>
    Task<Result> WriteAsync(Feature feature, CancellationToken ct);

    /// <summary>Finishes the file and says what it could not carry.</summary>
    Task<Result<WriteReport>> CompleteAsync(CancellationToken ct);
}

/// <summary>What was written.</summary>
/// <param name="Features">Features in the file; those left out are in the losses.</param>
/// <param name="Losses">What the format could not carry; empty where reading the file gives back all of it.</param>
public sealed record WriteReport(long Features, IReadOnlyList<Loss> Losses)
{
    /// <summary>What has to lie beside the file for it to be whole; null for nothing.</summary>
    public FileBeside? Beside { get; init; }
}

/// <summary>A small file that belongs to another (同名附属文件), such as the schema of a GML file.</summary>
public sealed record FileBeside(string Name, ReadOnlyMemory<byte> Content);

/// <summary>What is to be written.</summary>
/// <param name="Schema">Fields of every feature.</param>
/// <param name="Crs">Coordinate system of the geometries; null where it is not known.</param>
public sealed record WritePlan(FeatureSchema Schema, Reference.CoordinateSystem? Crs)
{
    /// <summary>Encoding for formats that leave a choice: <c>UTF-8</c> or <c>GB18030</c>.</summary>
    public string Encoding { get; init; } = "UTF-8";

    /// <summary>
    /// Name under which the XML schema of a GML file will lie beside it, the file's own name with <c>.xsd</c>; the file names it, and the report gives it. Null
    /// for none: then the types of fields are lost. Other formats take no notice.
    /// </summary>
    public string? SchemaFile { get; init; }

    /// <summary>What is said of the file as a whole, such as who exported it; null for nothing. No reader takes it for data.</summary>
    public CompanionText? Companion { get; init; }
}

/// <summary>A text that goes with a file (随附说明): a member of a GeoJSON, a file in the zip of all other formats.</summary>
/// <param name="Name">Name in the zip, ending in .txt.</param>
/// <param name="Text">Lines.</param>
/// <param name="Line">The same in one line.</param>
public sealed record CompanionText(string Name, string Text, string Line);

