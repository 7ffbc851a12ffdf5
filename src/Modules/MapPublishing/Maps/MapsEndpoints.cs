using Guotu.MapPublishing.Rasters;
using Guotu.MapPublishing.Tiles;
using Guotu.MapPublishing.Wms;
using Guotu.MapPublishing.Wmts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Maps;

/// <summary>The drawn services: WMS, WMTS, vector tiles. Rights, rate and time limits are those of the group they are mapped on.</summary>
internal static class MapsEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PictureCache>();
        services.AddSingleton<MapPictures>();
        services.AddSingleton<PictureMarks>();
        services.AddSingleton<LayerChoosing>();
        services.AddSingleton<RasterChoosing>();
        services.AddSingleton<RasterDescriptions>();
        services.AddSingleton<WmsService>();
        services.AddSingleton<WmtsService>();
    }

    public static void Map(RouteGroupBuilder ogc)
    {
        WmsEndpoint.Map(ogc);
        WmtsEndpoint.Map(ogc);
        TilesEndpoint.Map(ogc);
        MapTilesEndpoint.Map(ogc);
    }
}
