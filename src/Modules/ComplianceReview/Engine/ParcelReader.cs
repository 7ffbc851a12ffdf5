using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Files;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Parcels;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.Engine;

/// <summary>Reads the coordinate file of a review from the file store, whose content is checked against its digest.</summary>
public sealed class ParcelReader(IFileStore files, CountySettings county)
{
    public async Task<Result<ParcelsRead>> ReadAsync(VerdictInput input, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(input);
        var opened = await files.OpenAsync(input.FileDigest, ct);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var stream = opened.Value;
        var file = await ParcelFile.ReadAsync(stream, OptionsOf(input, county), ct);
        if (file.Error is { } unreadable)
        {
            return unreadable;
        }

        var areas = new EllipsoidalArea(file.Value.Crs.Zone);
        var parcels = file.Value.Parcels.Select(p => ParcelOf(p, areas, ct)).ToList();
        return parcels.Count == 0
            ? new Error(ReviewErrors.NothingToReview)
            : new ParcelsRead(file.Value.Crs.Zone.Epsg, parcels);
    }

    /// <summary>How a file is read for this county: its own zone only.</summary>
    public static CoordinateTextOptions OptionsOf(VerdictInput input, CountySettings county)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(county);
        return new CoordinateTextOptions
        {
            Axis = input.Axis switch
            {
                "northFirst" => AxisReading.NorthFirst,
                "eastFirst" => AxisReading.EastFirst,
                _ => AxisReading.AsWritten,
            },
            ConfirmedZone = input.Zone is { } zone ? GaussKrugerZone.ThreeDegree(zone) : null,
            RequiredZone = GaussKrugerZone.ThreeDegree(county.Zone),
            Layer = input.Layer,
        };
    }

    private static VerdictParcel ParcelOf(CoordinateParcel parcel, EllipsoidalArea areas, CancellationToken ct)
    {
        var shape = parcel.Shape;
        return new VerdictParcel
        {
            Number = parcel.Ordinal,
            FileNumber = parcel.Number,
            Name = parcel.Name,
            DeclaredArea = parcel.DeclaredArea,
            PlaneArea = PlaneArea.Of(shape),
            EllipsoidalArea = areas.Of(shape, ct),
            Shape = shape,
        };
    }
}
