using Guotu.Kernel.Time;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Tests.Samples;

internal static class SampleInfo
{
    internal static readonly Instant Issued = Instant.Parse("2026-03-02T01:00:00.000000Z");

    internal static DocumentInfo Of(string title) => new(title, Issued)
    {
        Author = "西乡县自然资源局",
        Subject = "演示数据",
        Keywords = ["用地预审", "选址"],
    };
}
