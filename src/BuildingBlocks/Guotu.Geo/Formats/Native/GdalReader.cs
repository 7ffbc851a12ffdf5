using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>Reads one layer through libgdal in a process of its own.</summary>
internal sealed class GdalReader : FileFeatureReader
{
    private readonly ReadOrder _order;
    private ReadingProcess? _process;

    private GdalReader(ReadOrder order, ReadChoices choices)
    {
        _process = ReadingProcess.Start(order.Format);
        try
        {
            var head = _process.Open(order);
            _order = order with { Layer = head.Schema.Name };
            (Schema, Count) = (head.Schema, head.Count);
            var crs = head.Epsg is { } epsg ? CoordinateSystem.OfEpsg(epsg) : head.Wkt is { } wkt ? CrsWkt.Read(wkt) ?? CoordinateSystem.Foreign("未知") : null;
            var arcs = order.Format == FileFormat.Dxf ? DxfArcs.Warnings(order.Path) : [];
            var first = head.First is [var x, var y] ? new NetTopologySuite.Geometries.Coordinate(x, y) : null;
            Conclude(
                new Findings(order.Format, $"文件标识;经 GDAL {head.Version} 的 {head.Driver} 读取") { Layers = head.Layers, More = [new Conclusion("图层", Schema.Name, FormattableString.Invariant($"{Count} 个要素"))], Warnings = arcs },
                // KML has no place for a system: WGS84 is the format's rule, which drawings of 2000 degrees break as often as they keep it.
                new StatedReference(order.Format == FileFormat.Kml ? null : crs, "文件里的坐标系", AxisOrder.EastFirst) { ImpliedWgs84 = order.Format == FileFormat.Kml },
                choices,
                first);
        }
        catch (FormatFault)
        {
            _process.Dispose();
            throw;
        }
    }

    public static Result<IFeatureReader> Open(string path, FileFormat format, ReadChoices choices) =>
        Guard<IFeatureReader>(() => new GdalReader(new ReadOrder(Path.GetFullPath(path), format, choices.Layer), choices))!.Value;

    public override ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _process = null;
        return base.DisposeAsync();
    }

    /// <summary>A reading that is left in its midst costs its process; the next one begins with a new one.</summary>
    protected override IEnumerable<Feature> Features(CancellationToken ct)
    {
        var (process, whole) = (_process ?? ReadingProcess.Start(_order.Format), false);
        _process = null;

        try
        {
            if (!process.IsOpen)
            {
                process.Open(_order);
            }

            foreach (var feature in process.Features(Schema.Fields.Count, ct))
            {
                yield return feature;
            }

            whole = true;
        }
        finally
        {
            if (whole && _process is null)
            {
                _process = process;
            }
            else
            {
                process.Dispose();
            }
        }
    }
}
