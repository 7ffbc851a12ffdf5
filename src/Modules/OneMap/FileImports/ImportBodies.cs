using System.ComponentModel.DataAnnotations;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.FileImports;

/// <summary>A file that was uploaded for a layer.</summary>
/// <param name="Layer">Code in the catalogue.</param>
/// <param name="Digest">SM3 of the uploaded file.</param>
public sealed record ImportOpenBody([property: MaxLength(20)] string Layer, [property: MaxLength(64)] string Digest);

/// <summary>What the person settles where the file leaves a doubt; whatever is left out is concluded from the file.</summary>
/// <param name="Format">Code of a file format.</param>
/// <param name="Encoding"><c>UTF-8</c> or <c>GB18030</c>.</param>
/// <param name="Crs">EPSG code, for a file that names no coordinate system.</param>
/// <param name="Axis"><c>eastFirst</c> or <c>northFirst</c>.</param>
/// <param name="FileLayer">Layer of a file that has several, or file of an archive.</param>
public sealed record ImportChoicesBody(
    [property: MaxLength(20)] string? Format,
    [property: AllowedValues("UTF-8", "GB18030")] string? Encoding,
    int? Crs,
    [property: AllowedValues("eastFirst", "northFirst")] string? Axis,
    [property: MaxLength(200)] string? FileLayer)
{
    /// <summary>All that an archive may unpack to on this way in; larger deliveries are loaded by the command line.</summary>
    private const long MostBytes = 512L << 20;

    internal Result<ReadChoices> Read()
    {
        var format = Format is null ? null : FileFormats.OfCode(Format);
        return Format is not null && format is null ? Invalid("format", "没有这种文件格式")
            : Encoding is not (null or "UTF-8" or "GB18030") ? Invalid("encoding", "只能是 UTF-8 或 GB18030")
            : Axis is not (null or "eastFirst" or "northFirst") ? Invalid("axis", "只能是东在前或北在前")
            : new ReadChoices
            {
                Format = format,
                Encoding = Encoding,
                Crs = Crs is { } epsg ? CoordinateSystem.OfEpsg(epsg) : null,
                Axis = Axis switch { "eastFirst" => AxisOrder.EastFirst, "northFirst" => AxisOrder.NorthFirst, _ => null },
                Layer = FileLayer,
                Limits = ReadLimits.Default with { MaxBytes = MostBytes },
            };
    }

    private static Error Invalid(string field, string reason) => new(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };
}

/// <summary>The import that is asked for.</summary>
/// <param name="AsOf">Legal date of the data (数据时点), not after today.</param>
/// <param name="Source">Where the data comes from; the file's name where it is empty.</param>
/// <param name="Level">Level of the label that it is delivered with (密级标志), a code of the scheme.</param>
/// <param name="Categories">Codes of the categories.</param>
/// <param name="PositionsChecked">How the person has checked what looks like the offset of Internet maps, such as against which known points; null where nothing was.</param>
/// <param name="Choices">As the file was last looked at.</param>
public sealed record ImportStartBody(
    DateOnly AsOf, [property: MaxLength(190)] string Source, [property: MaxLength(20)] string Level, IReadOnlyList<string> Categories, [property: MaxLength(100)] string? PositionsChecked, ImportChoicesBody Choices);
