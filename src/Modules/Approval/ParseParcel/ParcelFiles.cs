using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Guotu.Approval.StageFile;
using Guotu.Database.Files;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Parcels;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ParseParcel;

/// <summary>Reads parcels out of the file store, of any format, as this county reads them: its own zone only (宗地文件).</summary>
public sealed class ParcelFiles(IFileStore files, CountySettings county)
{
    public async Task<Result<CoordinateFile>> ReadAsync(ParcelFileChoice choice, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var options = OptionsOf(choice);
        if (options.Error is { } wrong)
        {
            return wrong;
        }

        var opened = await files.OpenAsync(choice.Digest, ct);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var stream = opened.Value;
        return await ParcelFile.ReadAsync(stream, options.Value, ct);
    }

    private Result<CoordinateTextOptions> OptionsOf(ParcelFileChoice choice)
    {
        AxisReading? axis = choice.Axis switch
        {
            null or "asWritten" => AxisReading.AsWritten,
            "northFirst" => AxisReading.NorthFirst,
            "eastFirst" => AxisReading.EastFirst,
            _ => null,
        };
        var zone = choice.Zone is { } number ? GaussKrugerZone.Find(ZoneWidth.Three, number) : null;
        if (axis is null)
        {
            return new Error(KernelErrors.FieldInvalid, ("reason", "坐标轴次序只能是北在前或东在前")) { Field = "axis" };
        }

        return choice.Zone is not null && zone is null
            ? new Error(KernelErrors.FieldInvalid, ("reason", "3 度带带号在 25 与 45 之间")) { Field = "zone" }
            : new CoordinateTextOptions { Axis = axis.Value, ConfirmedZone = zone, RequiredZone = GaussKrugerZone.ThreeDegree(county.Zone), Layer = choice.Layer };
    }
}

/// <summary>A coordinate file and how the user has it read.</summary>
/// <param name="Digest">SM3 of the file in the store.</param>
/// <param name="Name">Its name.</param>
/// <param name="Axis"><c>asWritten</c>, <c>northFirst</c>, <c>eastFirst</c> or null.</param>
/// <param name="Zone">Confirmed 3-degree zone, or null.</param>
/// <param name="Layer">Layer, or file of an archive, that is read where there are several; null where none was chosen.</param>
public sealed record ParcelFileChoice(string Digest, string Name, [property: AllowedValues("asWritten", "northFirst", "eastFirst")] string? Axis, int? Zone, [property: MaxLength(200)] string? Layer = null)
{
    [JsonIgnore]
    public string AxisWord => Axis ?? "asWritten";

    [JsonIgnore]
    public NamedDigest File => new(Digest, Name);
}
