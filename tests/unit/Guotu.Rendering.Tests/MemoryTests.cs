using Guotu.Rendering.Flow;
using Guotu.Rendering.Output;
using Guotu.Rendering.Tests.Samples;

namespace Guotu.Rendering.Tests;

/// <summary>Measures the process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Documents = 100;

    /// <summary>The runtime compiles and caches on for a while; what leaks grows in every round.</summary>
    private const int Rounds = 10;

    private const int LeakOfOneDocument = 10 * 1024;

    [Fact]
    public void Documents_and_pictures_leave_no_memory_behind()
    {
        Write(60);
        var grown = new List<long>();
        while (grown.Count < Rounds && !grown.Exists(g => g <= Documents * LeakOfOneDocument))
        {
            var before = Resident();
            Write(Documents);
            grown.Add(Resident() - before);
        }

        Assert.True(grown[^1] <= Documents * LeakOfOneDocument, $"each round left more behind: {string.Join(", ", grown)}");
    }

    private static void Write(int times)
    {
        Block[] blocks = [Composing.Text("申请人张三 2026"), new FigureBlock(SampleMap.Figure, 100)];
        for (var i = 0; i < times; i++)
        {
            var document = Composing.Compose(blocks).Value;
            Assert.True(PdfWriter.Write(document, CancellationToken.None).IsSuccess);
            Assert.True(i % 4 != 0 || PngWriter.Write(document.Pages[0], 40, CancellationToken.None).IsSuccess);
        }
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * Environment.SystemPageSize;
    }
}
