using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Tests;

/// <summary>Prints of the bench's squares.</summary>
internal static class Prints
{
    /// <summary>Ten squares of 100 m lie around the middle of this map.</summary>
    public static readonly PrintBody Body = BodyAt(Patches.Degrees(500, 50));

    private static PrintBody BodyAt((double Lon, double Lat) middle) =>
        new("bureau", "A4", "landscape", "pdf", null, 5_000, middle.Lon, middle.Lat, "永久基本农田图", [new PrintLayerBody(PublishingBench.Layer, null, null, null)], "none");

    public static PrintOrder Order(PublishingBench bench, PrintBody body, Caller? caller = null)
    {
        var asked = PrintAsked.Read(body, bench.The<PrintLayouts>(), bench.The<IPublishedLayers>().Zone);
        Assert.True(asked.IsSuccess, asked.Error?.Text);
        return new PrintOrder(4711, caller ?? PublishingBench.Holder("officer"), asked.Value, Instant.Parse("2026-03-02T01:00:00.000000Z"));
    }

    public static Task<Result<PrintDrawn>> TryDrawAsync(PublishingBench bench, PrintBody body, CancellationToken ct = default) =>
        bench.The<IPrintDrawing>().DrawAsync(Order(bench, body), _ => { }, ct);

    public static async Task<byte[]> DrawAsync(PublishingBench bench, PrintBody body)
    {
        var drawn = await TryDrawAsync(bench, body);
        Assert.True(drawn.IsSuccess, drawn.Error?.Text);
        return drawn.Value.Bytes;
    }
}
