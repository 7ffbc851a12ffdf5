using System.Globalization;
using System.Runtime.CompilerServices;
using Guotu.Geo;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.LayerFiles;

/// <summary>
/// The features of a file of any format as those of a layer. The file is read through once to check it before its features are given out, so
/// that an import never sees half of a file.
/// </summary>
/// <param name="shift">For a file of an older system, the conversion by the parameters entered; null for others.</param>
internal sealed class LayerFileFeatures(IFeatureReader reader, GaussKrugerZone zone, DatumConversion? shift)
{
    /// <summary>Features, and vertices of them, whose positions are examined: enough for one neighbourhood.</summary>
    private const int MostExamined = 2_000;
    private const int MostExaminedVertices = 200_000;

    private readonly GaussKrugerProjection _projection = new(zone);
    private readonly List<GridMultiPolygon> _examined = [];
    private int _examinedVertices;
    private long _withHeights;
    private long _withMeasures;

    /// <summary>Figures from the beginning of the file that was checked.</summary>
    public IReadOnlyCollection<GridMultiPolygon> Examined => _examined;

    /// <summary>What the file that was checked holds and a layer does not (FMT-0111).</summary>
    public IEnumerable<Error> NotCarried() => new[] { (What: "高程(Z)", Count: _withHeights), (What: "测度值(M)", Count: _withMeasures) }
        .Where(n => n.Count > 0)
        .Select(n => new Error(FormatErrors.WarnNotStored, ("what", n.What), ("count", n.Count)));

    /// <summary>Why nothing of the file may be stored, by what was concluded of it before a feature was read; null where nothing speaks against it.</summary>
    public Error? Unsuitable()
    {
        if (reader.Detection.Doubts.FirstOrDefault() is { } doubt)
        {
            return doubt;
        }

        if (reader.Detection.Crs is not { } crs)
        {
            return new Error(GeoErrors.OtherDatum, ("datum", "未知"));
        }

        if (shift is null && crs.MeasuringRefusal("文件") is { } unusable)
        {
            return unusable;
        }

        return crs.Zone is { } own && own.Prefixed != zone.Prefixed
            ? new Error(GeoErrors.WrongZone, ("found", own.ChineseName), ("required", zone.ChineseName))
            : null;
    }

    /// <summary>Null where the whole file can be read; otherwise why not, named by the feature's place.</summary>
    /// <param name="examination">Told of every feature; null where the first refusal is enough.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Error?> CheckAsync(IFeatureExamination? examination, CancellationToken ct)
    {
        if (Unsuitable() is { } unsuitable)
        {
            return unsuitable;
        }

        _examined.Clear();
        (_examinedVertices, _withHeights, _withMeasures) = (0, 0, 0);
        var count = 0;
        await foreach (var feature in reader.ReadAheadAsync(ct))
        {
            count++;
            var made = feature.IsSuccess ? Make(feature.Value) : feature.Error!;
            examination?.Examine(count, made, ct);
            if (made.IsSuccess)
            {
                Note(feature.Value.Geometry, made.Value.Figure);
            }
            else if (examination is null)
            {
                return made.Error! with { Line = count };
            }
        }

        return count == 0 ? new Error(FormatErrors.NoFeatures) : examination?.Refusal;
    }

    /// <summary>The features of a file that was checked; one that changed meanwhile throws, and the import rolls back.</summary>
    public async IAsyncEnumerable<NewFeature> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var feature in reader.ReadAheadAsync(ct))
        {
            yield return Make(feature.Value).Value;
        }
    }

    private void Note(NetTopologySuite.Geometries.Geometry? geometry, GridMultiPolygon figure)
    {
        _withHeights += FeatureGeometry.HasZ(geometry) ? 1 : 0;
        _withMeasures += FeatureGeometry.HasM(geometry) ? 1 : 0;
        if (_examined.Count < MostExamined && _examinedVertices < MostExaminedVertices)
        {
            _examined.Add(figure);
            _examinedVertices += figure.VertexCount;
        }
    }

    private Result<NewFeature> Make(Feature feature)
    {
        if (feature.Geometry is not { } geometry)
        {
            return new Error(OneMapErrors.GeometryRefused, ("reason", "没有 geometry")) { Line = 1 };
        }

        var crs = reader.Detection.Crs!;
        if (NumberEvidence.FirstStray(crs, geometry) is { } stray)
        {
            return new Error(OneMapErrors.GeometryRefused, ("reason", string.Create(CultureInfo.InvariantCulture, $"坐标 {stray.X}, {stray.Y} 不在{crs.Name}之内"))) { Line = 1 };
        }

        return GridFigure.OfNts(geometry, Place) is { } figure
            ? new NewFeature(figure, Attributes(feature))
            : new Error(OneMapErrors.GeometryRefused, ("reason", $"图形是{FeatureGeometry.ChineseName(geometry)},不是面")) { Line = 1 };
    }

    private GridPoint Place(double x, double y)
    {
        if (shift is not null)
        {
            return GridPoint.FromMetres(shift.Apply(new PlanePosition(x, y)));
        }

        var crs = reader.Detection.Crs!;
        var prefix = crs.Zone is { IsPrefixed: false } ? zone.Number * 1_000_000.0 : 0;
        return GridPoint.FromMetres(crs.IsDegrees ? _projection.Forward(new GeographicPosition(y, x)) : new PlanePosition(x + prefix, y));
    }

    private Dictionary<string, string> Attributes(Feature feature)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < feature.Values.Count; i++)
        {
            if (Text(feature.Values[i]) is { Length: > 0 } text)
            {
                attributes[reader.Schema.Fields[i].Name] = text;
            }
        }

        return attributes;
    }

    /// <summary>Values as the layer's fields take them; a whole number stays without a point.</summary>
    private static string? Text(object? value) => value switch
    {
        null => null,
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant when instant.TimeOfDay == TimeSpan.Zero => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
