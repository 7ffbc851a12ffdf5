using System.Collections.Immutable;
using System.Globalization;
using Guotu.Geo.Areas;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Makes one parcel of its head and rows; all defects of its boundary are answered together.</summary>
internal sealed class ParcelBuilder(PointPlacing placing, WarningList warnings, CancellationToken cancellation)
{
    private const int FieldCount = 0, FieldArea = 1, FieldNumber = 2, FieldName = 3, FieldKind = 4, FieldSheet = 5, FieldUse = 6, FieldClass = 7;

    /// <param name="ordinal">Place in the file from 1.</param>
    /// <param name="heads">The head, and later heads with the same number and name (多部分).</param>
    public Result<CoordinateParcel> Build(int ordinal, IReadOnlyList<RawParcel> heads)
    {
        foreach (var head in heads)
        {
            if (HeadRefusal(ordinal, head) is { } refusal)
            {
                return refusal;
            }
        }

        var rings = heads.SelectMany(h => new RingBuilder(ordinal, placing, warnings).Build(h.Points)).ToArray();
        var defects = RingValidity.Check([.. rings.Select(r => r.Ring)], cancellation);
        if (defects.Count > 0)
        {
            var wording = new RingRefusals(ordinal, rings);
            var errors = defects.Select(wording.Of).ToArray();
            return errors[0] with { Others = errors[1..] };
        }

        return Described(ordinal, heads, new PartAssembly(ordinal, warnings).Assemble(rings));
    }

    private static Error? HeadRefusal(int ordinal, RawParcel head)
    {
        var kind = FullWidth.Narrow(head.Field(FieldKind)).Trim();
        if (kind is not ("" or "面"))
        {
            return new Error(GeoErrors.NotAnAreaFigure, ("parcel", ordinal), ("kind", kind)) { Line = head.Line };
        }

        return head.Points.Count == 0 ? new Error(GeoErrors.ParcelWithoutPoints, ("parcel", ordinal)) { Line = head.Line } : null;
    }

    private Result<CoordinateParcel> Described(int ordinal, IReadOnlyList<RawParcel> heads, ImmutableArray<ParcelPart> parts)
    {
        var head = heads[0];
        var counts = heads.Select(h => Count(h.Field(FieldCount))).ToArray();
        var parcel = new CoordinateParcel
        {
            Ordinal = ordinal,
            HeadLine = head.Line,
            Number = head.Field(FieldNumber),
            Name = head.Field(FieldName),
            MapSheet = head.Field(FieldSheet),
            Use = head.Field(FieldUse),
            LandClass = head.Field(FieldClass),
            ExtraFields = [.. head.Fields.Skip(FieldClass + 1)],
            DeclaredPointCount = counts.Contains(null) ? null : counts.Sum(),
            DeclaredArea = null,
            Parts = parts,
        };
        NotePointCount(parcel, heads);
        var computed = PlaneArea.Of(parcel.Shape);
        var declared = Declared(parcel, heads, computed);
        return declared.IsSuccess ? parcel with { DeclaredArea = declared.Value } : declared.Error!;
    }

    private void NotePointCount(CoordinateParcel parcel, IReadOnlyList<RawParcel> heads)
    {
        var distinct = parcel.Parts.Sum(p => p.Outer.Lines.Length + p.Holes.Sum(h => h.Lines.Length));
        var rows = heads.Sum(h => h.Points.Count);
        if (parcel.DeclaredPointCount is { } stated && stated != distinct && stated != rows)
        {
            warnings.Add(new Error(GeoErrors.WarnPointCount, ("parcel", parcel.Ordinal), ("stated", stated), ("found", distinct)) { Line = parcel.HeadLine });
        }
    }

    /// <summary>The declared area of all heads together; each head of a merged parcel states its own part.</summary>
    private Result<LegalArea?> Declared(CoordinateParcel parcel, IReadOnlyList<RawParcel> heads, LegalArea computed)
    {
        LegalArea? total = null;
        DeclaredArea? last = null;
        foreach (var head in heads)
        {
            var read = DeclaredArea.Read(head.Field(FieldArea), computed, head.Line);
            if (!read.IsSuccess)
            {
                return read.Error!;
            }

            last = read.Value ?? last;
            total = read.Value is { } area ? (total ?? LegalArea.Zero) + area.Area : total;
        }

        if (last is not null)
        {
            NoteArea(parcel, last with { Area = total!.Value }, computed);
        }

        return Result<LegalArea?>.Of(total);
    }

    private void NoteArea(CoordinateParcel parcel, DeclaredArea declared, LegalArea computed)
    {
        if (declared.IsInSquareMetresUnsaid)
        {
            warnings.Add(new Error(GeoErrors.WarnAreaInSquareMetres, ("parcel", parcel.Ordinal), ("value", declared.Value)) { Line = parcel.HeadLine });
        }

        if (declared.DiffersFrom(computed))
        {
            warnings.Add(new Error(
                GeoErrors.WarnAreaDiffers,
                ("parcel", parcel.Ordinal),
                ("value", declared.Value),
                ("unit", declared.Unit),
                ("computed", computed.Hectares.ToString("0.0000", CultureInfo.InvariantCulture))) { Line = parcel.HeadLine });
        }
    }

    private static int? Count(string field) =>
        int.TryParse(FullWidth.Narrow(field).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
