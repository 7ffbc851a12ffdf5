using System.Globalization;
using System.Runtime.InteropServices;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>
/// The process that reads files through libgdal (文件读取进程): the node starts its own program again with <see cref="Word"/>, gives it orders on
/// standard input and takes frames from standard output. It bounds its own memory and processor time and ends with its node.
/// </summary>
public static partial class FileReadingProgram
{
    /// <summary>The argument that makes a program of Guotu a reading process.</summary>
    public const string Word = "__read-file";

    private const int LimitCpu = 0, LimitCore = 4, LimitAddressSpace = 9;
    private const int StandardError = 2;
    private const long BytesOfMemory = 2L << 30;
    private const ulong SecondsOfProcessor = 1_800;

    /// <summary>Whether a program was started to read a file; its first line asks.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return arguments.Count > 0 && arguments[0] == Word;
    }

    /// <summary>Serves orders until standard input ends.</summary>
    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        Bound();
        Silence();
        try
        {
            Serve(input, output);
            return 0;
        }
        catch (IOException)
        {
            return 1; // The node is gone, and nobody reads any more.
        }
    }

    private static void Serve(Stream input, Stream output)
    {
        GdalLayer? layer = null;
        GdalRaster? raster = null;
        while (ReaderFrames.Read(input) is { } frame)
        {
            try
            {
                if (frame.Kind == FrameKind.Head)
                {
                    layer?.Dispose();
                    layer = null;
                    layer = GdalLayer.Open(ReaderFrames.Of<ReadOrder>(frame.Content));
                    ReaderFrames.WriteJson(output, FrameKind.Head, layer.Head());
                }
                else if (frame.Kind == FrameKind.Raster)
                {
                    raster?.Dispose();
                    raster = null;
                    raster = GdalRaster.Open(ReaderFrames.Of<string>(frame.Content));
                    ReaderFrames.WriteJson(output, FrameKind.Raster, raster.Head());
                }
                else if (frame.Kind == FrameKind.Window)
                {
                    ReaderFrames.WriteFrame(output, FrameKind.Window, raster!.Read(ReaderFrames.Of<WindowOrder>(frame.Content)));
                }
                else
                {
                    foreach (var (feature, wkb) in layer!.Features())
                    {
                        ReaderFrames.WriteFeature(output, feature, wkb);
                    }

                    ReaderFrames.WriteFrame(output, FrameKind.End, []);
                }
            }
            catch (FormatFault fault)
            {
                ReaderFrames.WriteRefusal(output, fault.Error);
            }
            catch (OutOfMemoryException)
            {
                ReaderFrames.WriteRefusal(output, new Error(FormatErrors.GdalFailed, ("format", "这个"), ("where", string.Empty), ("reason", "读取要用的内存超过限额")));
            }

            output.Flush();
        }

        layer?.Dispose();
        raster?.Dispose();
    }

    /// <summary>Limits that the kernel keeps: processor time, address space beyond what the runtime has reserved, no core files.</summary>
    private static void Bound()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var pages = File.ReadAllText("/proc/self/statm").Split(' ')[0];
        var reserved = long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        Bound(LimitAddressSpace, (ulong)(reserved + BytesOfMemory));
        Bound(LimitCpu, SecondsOfProcessor);
        Bound(LimitCore, 0);
    }

    /// <summary>Whatever the library writes about a file goes nowhere: it could be endless, and it could be what the file wants said.</summary>
    private static void Silence()
    {
        using var nowhere = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);
        if (Duplicate((int)nowhere.DangerousGetHandle(), StandardError) < 0)
        {
            throw new InvalidOperationException("Standard error of the reading process could not be closed");
        }
    }

    private static void Bound(int resource, ulong most)
    {
        if (SetLimit(resource, [most, most]) != 0)
        {
            throw new InvalidOperationException($"The limit {resource} of the reading process could not be set");
        }
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ReadOnlySpan<ulong> limits);
}
