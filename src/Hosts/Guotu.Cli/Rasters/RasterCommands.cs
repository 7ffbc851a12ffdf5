using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Geo.StoredRasters;
using Guotu.OneMap.Contracts;

namespace Guotu.Cli.Rasters;

/// <summary><c>guotu raster …</c>.</summary>
internal static class RasterCommands
{
    public static Command Build() => Verb.Group("raster", "栅格(高程、影像)与版本", RasterListCommand.Build(), RasterImportCommand.Build());
}

/// <summary>A raster in the answers of its verbs.</summary>
/// <param name="CellMetres">Width of a cell.</param>
/// <param name="VerticalDatum">Null for imagery.</param>
internal sealed record RasterLine(
    string Raster, string Name, string Kind, int? Revision, DateOnly? AsOf, int? Epsg, double? CellMetres, int? Columns, int? Rows, string? VerticalDatum, string? Digest,
    string? FileDigest, string? Source, bool Stale, bool Damaged)
{
    public static RasterLine Of(RasterState state)
    {
        var (definition, current) = (state.Definition, state.Current);
        var isElevation = definition.Kind == RasterKind.Elevation;
        return new RasterLine(
            definition.Code, definition.Name, isElevation ? "elevation" : "imagery", current?.Number, current?.AsOf, current?.Place.Epsg, current?.Place.CellEastMetres,
            current?.Place.Columns, current?.Place.Rows, isElevation ? "1985国家高程基准" : null, current?.ContentDigest.ToString(), current?.FileDigest, current?.Source, state.Stale, state.Damaged);
    }
}
