using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>A person who orders prints and waits for them (出图).</summary>
internal sealed class PrintedMaps(StaffClient person)
{
    public const string Path = "maps/print";

    /// <summary>Middle of a town's centre of the demonstration county, degrees.</summary>
    public static readonly (double Lon, double Lat) Seat = (107.7702, 32.981);

    public static object Order(string paper = "A4", string orientation = "landscape", int scale = 10_000, string format = "pdf", string grid = "zone", string[]? layers = null, int? dpi = null, (double Lon, double Lat)? at = null, string title = "西乡县城区土地利用现状图", string layout = "bureau") => new
    {
        layout,
        paper,
        orientation,
        format,
        dpi,
        scale,
        lon = (at ?? Seat).Lon,
        lat = (at ?? Seat).Lat,
        title,
        layers = (layers ?? ["DLTB", "XZQ"]).Select(code => new { code }).ToArray(),
        grid,
    };

    /// <summary>Orders and waits until it ended.</summary>
    public async Task<JsonElement> DrawAsync(object order, int seconds = 120)
    {
        var job = await person.PostAsync(Path, order);
        return await EndOfAsync(job.GetProperty("id").GetString()!, seconds);
    }

    public async Task<JsonElement> EndOfAsync(string id, int seconds = 120)
    {
        for (var i = 0; i < seconds * 5; i++)
        {
            var job = await person.GetAsync($"{Path}/{id}");
            if (job.GetProperty("state").GetString() is not ("waiting" or "drawing"))
            {
                return job;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"The print {id} did not end");
    }

    /// <summary>Orders, waits, and fetches the result, which must be there.</summary>
    public async Task<byte[]> FileAsync(object order)
    {
        var job = await DrawAsync(order);
        Assert.True(job.GetProperty("state").GetString() == "done", job.GetRawText());
        return await FetchAsync(job.GetProperty("id").GetString()!);
    }

    public async Task<byte[]> FetchAsync(string id)
    {
        using var answer = await person.GetRawAsync($"{Path}/{id}/result");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        return bytes;
    }

    /// <summary>Keeps a print where people look at it.</summary>
    public static void Show(string name, byte[] pdf, double dotsPerInch)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(TestData.Checkout, "out", "test", "pictures"));
        File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, name + ".pdf"), pdf);
        File.WriteAllBytes(System.IO.Path.Combine(folder.FullName, name + ".png"), PdfReader.Png(pdf, dotsPerInch));
    }
}
