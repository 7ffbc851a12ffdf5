using System.Collections.Immutable;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>
/// Cuts the point rows of one parcel into rings: a new one begins where the ring number changes, or after the ring came back
/// to its first point. Closing points and points repeated in a row are dropped.
/// </summary>
internal sealed class RingBuilder(int parcel, PointPlacing placing, WarningList warnings)
{
    private readonly List<ParcelRing> _rings = [];
    private readonly List<RawPoint> _rows = [];
    private readonly List<GridPoint> _points = [];
    private bool _closed;

    public IReadOnlyList<ParcelRing> Build(IEnumerable<RawPoint> rows)
    {
        foreach (var row in rows)
        {
            Add(row);
        }

        Finish();
        return _rings;
    }

    private void Add(RawPoint row)
    {
        if (_points.Count > 0 && row.Ring != _rows[0].Ring)
        {
            Finish();
        }

        var point = placing.Place(row);
        if (_closed)
        {
            if (point == _points[0])
            {
                warnings.Add(new Error(GeoErrors.WarnRepeatedPoint) { Line = row.Line, Ring = row.Ring });
                return;
            }

            warnings.Add(new Error(GeoErrors.WarnRingRestarted, ("parcel", parcel)) { Line = row.Line, Ring = row.Ring });
            Finish();
        }

        if (_points.Count > 0 && point == _points[^1])
        {
            warnings.Add(new Error(GeoErrors.WarnRepeatedPoint) { Line = row.Line, Ring = row.Ring });
            return;
        }

        if (_points.Count >= 2 && point == _points[0])
        {
            _closed = true;
            return;
        }

        _rows.Add(row);
        _points.Add(point);
    }

    private void Finish()
    {
        if (_points.Count == 0)
        {
            return;
        }

        var number = _rows[0].Ring;
        if (!_closed)
        {
            warnings.Add(new Error(GeoErrors.WarnRingNotClosed, ("parcel", parcel)) { Line = _rows[^1].Line, Ring = number });
        }

        _rings.Add(new ParcelRing(
            number,
            new GridRing(_points.ToImmutableArray()),
            [.. _rows.Select(r => r.Label)],
            [.. _rows.Select(r => r.Line)]));
        _rows.Clear();
        _points.Clear();
        _closed = false;
    }
}
