using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>A reading process as the node sees it: orders in, frames out; whatever it does, the node gets a frame or a refusal.</summary>
internal sealed class ReadingProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>However busy it looks: no file takes so long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);
    private static readonly string[] Kept = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "DOTNET_ROOT", "LD_LIBRARY_PATH", "PROJ_LIB", "PROJ_DATA", "GDAL_DATA"];
    private readonly Process _process;
    private readonly IDisposable _place;
    private readonly Timer _watch;
    private readonly Timer _end;
    private readonly string _format;

    private ReadingProcess(Process process, IDisposable place, string format)
    {
        (_process, _place, _format) = (process, place, format);
        _watch = new Timer(_ => Kill());
        _end = new Timer(_ => Kill(), null, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a layer is open in it.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether it is gone: by itself, by a limit, or because the node gave it up.</summary>
    public bool HasEnded { get; private set; }

    public static ReadingProcess Start(FileFormat format) => Start(format.ChineseName());

    public static ReadingProcess Start(string formatName)
    {
        var start = Self();
        start.ArgumentList.Add(FileReadingProgram.Word);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        // Secrets of the node's environment have no place beside a hostile file.
        foreach (var name in start.Environment.Keys.Where(k => !Kept.Contains(k)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_GCHeapHardLimit"] = "0x40000000";
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var place = ReadingRoom.OfNode.Enter();
        try
        {
            return new ReadingProcess(Process.Start(start) ?? throw new InvalidOperationException("The reading process did not start"), place, formatName);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    public LayerHead Open(ReadOrder order)
    {
        Send(FrameKind.Head, stream => ReaderFrames.WriteJson(stream, FrameKind.Head, order));
        var head = Next() is (FrameKind.Head, var content) ? Believed(() => ReaderFrames.Of<LayerHead>(content)) : throw Broken("答非所问");
        IsOpen = head is { Schema.Fields: not null, Schema.Name: not null, Layers: not null } ? true : throw Broken("读取进程的回答不完整");
        return head;
    }

    public RasterHead OpenRaster(string path)
    {
        Send(FrameKind.Raster, stream => ReaderFrames.WriteJson(stream, FrameKind.Raster, path));
        return Next() is (FrameKind.Raster, var content) ? Believed(() => ReaderFrames.Of<RasterHead>(content)) : throw Broken("答非所问");
    }

    /// <summary>The samples of a window of the raster that is open, exactly as many as asked for.</summary>
    public byte[] Window(WindowOrder order, CancellationToken ct)
    {
        using var stop = ct.Register(Kill);
        Send(FrameKind.Window, stream => ReaderFrames.WriteJson(stream, FrameKind.Window, order));
        return Next(ct) is (FrameKind.Window, var content) && content.Length == (long)order.Width * order.Height * (order.Floats ? sizeof(float) : 1) ? content : throw Broken("答非所问");
    }

    /// <summary>The features of the layer that is open, from the first.</summary>
    public IEnumerable<Feature> Features(int fields, CancellationToken ct)
    {
        using var stop = ct.Register(Kill);
        Send(FrameKind.Order, stream => ReaderFrames.WriteFrame(stream, FrameKind.Order, []));
        while (true)
        {
            var (kind, content) = Next(ct);
            if (kind == FrameKind.End)
            {
                yield break;
            }

            yield return kind == FrameKind.Feature ? Believed(() => ReaderFrames.FeatureOf(content, fields)) : throw Broken("答非所问");
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _end.Dispose();
        Kill();
        _process.Dispose();
        _place.Dispose();
    }

    private (FrameKind Kind, byte[] Content) Next(CancellationToken ct = default)
    {
        _watch.Change(Patience, Timeout.InfiniteTimeSpan);
        var frame = ReaderFrames.Read(_process.StandardOutput.BaseStream);
        _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ct.ThrowIfCancellationRequested();
        return frame switch
        {
            null => throw Broken($"读取在中途停止(退出码 {ExitCode()}),文件可能损坏或有意破坏"),
            (FrameKind.Refusal, var content) => throw new FormatFault(Believed(() => ReaderFrames.ErrorOf(content))),
            { } sound => sound,
        };
    }

    /// <summary>What the process ended with: 128 and the signal where it was one; a question mark where it has closed its output and goes on.</summary>
    private string ExitCode() => _process.WaitForExit(Farewell) ? _process.ExitCode.ToString(CultureInfo.InvariantCulture) : "?";

    private void Send(FrameKind kind, Action<Stream> write)
    {
        try
        {
            write(_process.StandardInput.BaseStream);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (IOException fault)
        {
            throw Broken($"读取进程不接受任务({kind},{fault.GetType().Name})");
        }
    }

    private T Believed<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            throw Broken("读取进程的回答不完整");
        }
    }

    private FormatFault Broken(string reason)
    {
        HasEnded = true;
        Kill();
        return new FormatFault(new Error(FormatErrors.GdalFailed, ("format", _format), ("where", string.Empty), ("reason", reason)));
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>The program that runs now, by its own file or by the runtime it was started with.</summary>
    private static ProcessStartInfo Self()
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program has no path");
        var start = new ProcessStartInfo(program);
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        return start;
    }
}
