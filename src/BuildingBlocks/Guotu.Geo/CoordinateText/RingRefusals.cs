using System.Globalization;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Words a boundary defect with the parcel, ring, points and line that the file gives them.</summary>
internal sealed class RingRefusals(int parcel, IReadOnlyList<ParcelRing> rings)
{
    public Error Of(BoundaryDefect defect)
    {
        var ring = rings[defect.Ring];
        var (from, to) = (Label(ring, defect.Point), Label(rings[defect.OtherRing], defect.OtherPoint));
        var error = defect.Kind switch
        {
            BoundaryDefectKind.TooFewPoints => new Error(
                GeoErrors.RingTooFewPoints, ("parcel", parcel), ("count", ring.Ring.Points.Distinct().Count())),
            BoundaryDefectKind.ZeroArea => new Error(GeoErrors.RingZeroArea, ("parcel", parcel)),
            BoundaryDefectKind.Spike => new Error(GeoErrors.RingSpike, ("parcel", parcel), ("from", from)),
            BoundaryDefectKind.SelfTouch or BoundaryDefectKind.RepeatedPoint => new Error(
                GeoErrors.RingTouchesItself, ("parcel", parcel), ("from", from), ("to", to)),
            BoundaryDefectKind.SelfIntersection => new Error(
                GeoErrors.RingCrossesItself, ("parcel", parcel), ("from", from), ("to", Label(ring, defect.Point + 1))),
            BoundaryDefectKind.RingsOverlap => new Error(
                GeoErrors.RingsOverlap,
                ("parcel", parcel),
                ("other", rings[defect.OtherRing].RingNumber),
                ("from", from),
                ("to", Label(ring, defect.Point + 1))),
            BoundaryDefectKind.TooComplex => new Error(
                GeoErrors.TooComplex, ("what", string.Create(CultureInfo.InvariantCulture, $"第 {parcel} 宗地"))),
            _ => throw new InvalidOperationException($"Rings of one parcel can not have the defect {defect.Kind}"),
        };
        return error with { Line = ring.Lines[defect.Point], Ring = ring.RingNumber };
    }

    /// <summary>The point's own number where it has one (J07 → 7), else its place in the ring.</summary>
    private static string Label(ParcelRing ring, int point)
    {
        var at = point % ring.Labels.Length;
        var digits = ring.Labels[at].TrimStart('J', 'j', '0');
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits : (at + 1).ToString(CultureInfo.InvariantCulture);
    }
}
