using System.Diagnostics;
using Guotu.Geo.Formats.Rasters;

namespace Guotu.Testing.Node;

/// <summary>Pictures of 2 km in the county's zone, dark in their western half and bright in their eastern: what is drawn of them is told by its grey.</summary>
public static class GreyImagery
{
    public const double West = 36_475_000;
    public const double North = 3_642_000;

    private const int Side = 200;
    private const double Cell = 10;

    /// <summary>A GeoTIFF of three bands of bytes under a path without extension.</summary>
    public static async Task<string> WriteAsync(string path, int dark, int bright)
    {
        var (samples, picture) = (path + "-one.tif", path + ".tif");
        float[] greys = [.. Enumerable.Range(0, Side * Side).Select(i => (float)(i % Side < Side / 2 ? dark : bright))];
        Assert.True(RasterFiles.Write(samples, new RasterPlan(Side, Side, new RasterGrid(West, North, Cell, Cell), 4524), greys).IsSuccess);
        await GdalAsync("gdal_translate", "-q", "-ot", "Byte", "-a_nodata", "none", "-b", "1", "-b", "1", "-b", "1", samples, picture);
        return picture;
    }

    /// <summary>Runs a program of GDAL; its complaint is the test's.</summary>
    public static async Task GdalAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, program + ": " + errors);
    }
}
