using Npgsql;

namespace Guotu.MainJob.Bench;

/// <summary>PostGIS: one query by the GiST index over DLTB; no other layer, no verification, no signature, nothing stored.</summary>
internal sealed class PostgisOverlay : IOverlayPeer
{
    private const string Sql =
        """
        SELECT SUM(ST_Area(ST_Intersection(d.wkb_geometry, l.lot))), MAX(ST_Area(l.lot))
        FROM dltb d, (SELECT ST_GeomFromText(@lot, 4524) AS lot) l
        WHERE ST_Intersects(d.wkb_geometry, l.lot)
        """;

    private readonly string _connection;
    private readonly string _lot;

    private PostgisOverlay(string connection, string lot) => (_connection, _lot) = (connection, lot);

    public string Name => "PostGIS ST_Intersection of DLTB alone, over SQL";

    public static async Task<PostgisOverlay> LoadAsync(County county)
    {
        var connection = await NodeDatabase.CreateAsync(postgis: true);
        await OgrLoad.ToPostgisAsync(county.Delivery, connection);
        return new PostgisOverlay(connection, await Lot.WktAsync(county));
    }

    public async Task<double> IntersectAsync()
    {
        await using var open = new NpgsqlConnection(_connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("lot", _lot);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return Lot.MustCover(reader.GetDouble(0), reader.GetDouble(1));
    }

    public async ValueTask DisposeAsync() => await NodeDatabase.DropAsync(_connection);
}
