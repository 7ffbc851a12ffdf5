using System.Globalization;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Parcels;

/// <summary>Makes parcels on the grid of a layer's areas, in a prefixed CGCS2000 zone; whatever is not certain or not valid refuses the file.</summary>
internal sealed class ParcelAssembly(IFeatureReader reader, CoordinateTextOptions options)
{
    private static readonly string[] Numbers = ["地块编号", "地块号", "宗地编号", "宗地号", "宗地代码", "DKBH", "DKBM", "ZDDM", "ZDH", "BSM", "编号", "number", "id"];
    private static readonly string[] Names = ["地块名称", "宗地名称", "项目名称", "DKMC", "XMMC", "MC", "名称", "name"];
    private static readonly string[] Sheets = ["图幅号", "TFH"];
    private static readonly string[] Uses = ["地块用途", "用途", "DKYT", "YT", "use"];
    private static readonly string[] Classes = ["地类编码", "DLBM"];
    private readonly WarningList _warnings = new();
    private readonly List<CoordinateParcel> _parcels = [];
    private int _vertices;
    private bool _hasHeights;

    public async Task<Result<CoordinateFile>> ReadAsync(CancellationToken ct)
    {
        var detection = reader.Detection;
        if (detection.Doubts.FirstOrDefault() is { } doubt)
        {
            return doubt with { Others = [.. detection.Doubts.Skip(1)] };
        }

        if (detection.Crs is not { IsCgcs2000: true } crs)
        {
            return detection.Crs?.MeasuringRefusal("文件") ?? new Error(GeoErrors.OtherDatum, ("datum", "未知"));
        }

        var placing = default(Placing);
        await foreach (var feature in reader.ReadAsync(ct))
        {
            if (feature.Error is { } broken)
            {
                return broken;
            }

            if (placing is null && feature.Value.Geometry is { IsEmpty: false } first)
            {
                var settled = Settle(crs, first.Coordinate.X);
                if (settled.Error is { } wrong)
                {
                    return wrong;
                }

                placing = settled.Value;
            }

            if (Add(feature.Value, placing, ct) is { } refused)
            {
                return refused;
            }
        }

        return _parcels.Count == 0 ? new Error(GeoErrors.NoParcels) : Finished(placing!, ct);
    }

    private CoordinateFile Finished(Placing placing, CancellationToken ct)
    {
        ParcelsOverlap.Note(_parcels, _warnings, ct);
        if (_hasHeights)
        {
            _warnings.Add(new Error(FormatErrors.WarnHeightIgnored));
        }

        if (placing.Crs.IsDegrees)
        {
            _warnings.Add(new Error(GeoErrors.WarnFromDegrees, ("zone", placing.Zone.ChineseName)));
        }

        var detection = reader.Detection;
        var reason = detection.Conclusions.FirstOrDefault(c => c.Topic == "坐标系")?.Reason ?? string.Empty;
        var parts = _parcels.Sum(p => p.Parts.Length);
        return new CoordinateFile(
            detection.Format.ChineseName(),
            detection.Encoding ?? "二进制",
            new CoordinateReading(placing.Zone, placing.Crs.IsDegrees, placing.Crs.Zone?.IsPrefixed ?? false, AxesSwapped: options.Axis == AxisReading.NorthFirst, reason),
            [],
            [.. reader.Warnings, .. _warnings.ToImmutable()],
            [.. detection.Conclusions, new Conclusion("宗地", ParcelFile.Count(_parcels.Count, parts, _parcels.Sum(p => p.Parts.Sum(q => q.Holes.Length))), "每个面要素一宗")],
            [.. _parcels]);
    }

    /// <summary>The zone of the result: the file's own, or for degrees the county's, the confirmed one, or the one that covers the place.</summary>
    private Result<Placing> Settle(CoordinateSystem crs, double longitude)
    {
        if (crs.Zone is { } own)
        {
            if (options.ConfirmedZone is { } confirmed && confirmed.Prefixed != own.Prefixed)
            {
                return new Error(GeoErrors.ZoneContradiction, ("stated", $"选择的{confirmed.ChineseName}"), ("found", $"文件的{own.ChineseName}"));
            }

            return options.RequiredZone is { } required && required.Prefixed != own.Prefixed
                ? new Error(GeoErrors.WrongZone, ("found", own.ChineseName), ("required", required.ChineseName))
                : new Placing(crs, own.Prefixed);
        }

        return (options.RequiredZone ?? options.ConfirmedZone ?? GaussKrugerZone.Covering(longitude)) is { } zone
            ? new Placing(crs, zone.Prefixed)
            : new Error(GeoErrors.ZoneUnknown);
    }

    private Error? Add(Feature feature, Placing? placing, CancellationToken ct)
    {
        var where = feature.Origin.ToString();
        if (feature.Geometry is not { IsEmpty: false } geometry || placing is null)
        {
            return new Error(FormatErrors.ParcelsMissing, ("where", where)) { Line = feature.Origin.Line };
        }

        if ((_vertices += geometry.NumPoints) > options.MaxVertices)
        {
            return new Error(GeoErrors.TooManyVertices, ("count", _vertices), ("limit", options.MaxVertices)) { Line = feature.Origin.Line ?? (int)feature.Origin.Record };
        }

        if (Stray(geometry, placing) is { } stray)
        {
            return new Error(FormatErrors.RecordBroken, ("where", where), ("reason", string.Create(CultureInfo.InvariantCulture, $"坐标 {stray.X}, {stray.Y} 不在{placing.Crs.Name}之内"))) { Line = feature.Origin.Line };
        }

        if (GridFigure.OfNts(geometry, placing.Place) is not { } figure)
        {
            return new Error(FormatErrors.NotAParcelFigure, ("where", where), ("kind", FeatureGeometry.ChineseName(geometry))) { Line = feature.Origin.Line };
        }

        _hasHeights |= FeatureGeometry.HasZ(geometry) || FeatureGeometry.HasM(geometry);
        var defects = FigureValidity.Check(figure, ct);
        if (defects.Count > 0)
        {
            return new Error(FormatErrors.ParcelFigureBroken, ("where", where), ("reason", Reason(defects[0]))) { Line = feature.Origin.Line, Ring = defects[0].Ring + 1 };
        }

        _parcels.Add(Parcel(feature, figure));
        return null;
    }

    private static string Reason(BoundaryDefect defect) =>
        string.Create(CultureInfo.InvariantCulture, $"第 {defect.Ring + 1} 圈第 {defect.Point + 1} 点处{DefectNames.Of(defect.Kind)}");

    private static NetTopologySuite.Geometries.Coordinate? Stray(NtsGeometry geometry, Placing placing) =>
        FeatureGeometry.Sequences(geometry).SelectMany(s => Enumerable.Range(0, s.Count).Select(s.GetCoordinate)).FirstOrDefault(c => !NumberEvidence.Fits(placing.Crs, c));

    private CoordinateParcel Parcel(Feature feature, GridMultiPolygon figure)
    {
        var ordinal = _parcels.Count + 1;
        var ring = 0;
        ParcelRing Made(GridRing r) => new(
            ++ring,
            r,
            [.. Enumerable.Range(1, r.Points.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"J{i}"))],
            [.. Enumerable.Repeat(feature.Origin.Line ?? (int)feature.Origin.Record, r.Points.Length)]);
        var number = Value(feature, Numbers);
        return new CoordinateParcel
        {
            Ordinal = ordinal,
            HeadLine = feature.Origin.Line ?? (int)feature.Origin.Record,
            Number = number.Length > 0 ? number : ordinal.ToString(CultureInfo.InvariantCulture),
            Name = Value(feature, Names),
            MapSheet = Value(feature, Sheets),
            Use = Value(feature, Uses),
            LandClass = Value(feature, Classes),
            ExtraFields = [],
            DeclaredPointCount = null,
            DeclaredArea = null,
            Parts = [.. figure.Polygons.Select(p => new ParcelPart(Made(p.Outer), [.. p.Holes.Select(Made)]))],
        };
    }

    private string Value(Feature feature, string[] names)
    {
        foreach (var name in names)
        {
            if (reader.Schema.IndexOf(name) is >= 0 and var index && ValueText.Of(feature.Values[index]) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return string.Empty;
    }

    /// <summary>Where positions of the file lie on the grid of the result's zone.</summary>
    private sealed class Placing(CoordinateSystem crs, GaussKrugerZone zone)
    {
        private readonly GaussKrugerProjection? _projection = crs.IsDegrees ? new GaussKrugerProjection(zone) : null;
        private readonly double _shift = crs.Zone is { IsPrefixed: false } ? zone.Number * 1_000_000.0 : 0;

        public CoordinateSystem Crs => crs;

        public GaussKrugerZone Zone => zone;

        public GridPoint Place(double x, double y) =>
            GridPoint.FromMetres(_projection is null ? new PlanePosition(x + _shift, y) : _projection.Forward(new GeographicPosition(y, x)));
    }
}
