using System.Globalization;
using Npgsql;

namespace Guotu.MainJob.Bench;

/// <summary>GDAL's loader, as offices use it.</summary>
internal static class OgrLoad
{
    public const string Table = "dltb";
    private const string Crs = "EPSG:4524";

    public static Task<MeasuredProgram> ToGeoPackageAsync(string delivery, string file) =>
        MeasuredProgram.RunAsync("ogr2ogr", ["-f", "GPKG", file, delivery, "-nln", Table, "-a_srs", Crs]);

    public static Task<MeasuredProgram> ToPostgisAsync(string delivery, string connection)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var target = string.Create(CultureInfo.InvariantCulture, $"PG:host={to.Host} port={to.Port} user={to.Username} dbname={to.Database}");
        return MeasuredProgram.RunAsync("ogr2ogr", ["-f", "PostgreSQL", target, delivery, "-nln", Table, "-a_srs", Crs, "--config", "PG_USE_COPY", "YES"]);
    }
}
