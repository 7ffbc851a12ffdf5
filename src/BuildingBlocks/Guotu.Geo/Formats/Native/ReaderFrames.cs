using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>What a reading process is asked: the first opens a layer, every later one reads its features from the beginning.</summary>
internal sealed record ReadOrder(string Path, FileFormat Format, string? Layer);

/// <summary>What opening a layer found out.</summary>
/// <param name="Epsg">Code of its system; null where it has none.</param>
/// <param name="Wkt">Its system as text; null where there is none.</param>
/// <param name="First">The first position; null where no feature has one.</param>
internal sealed record LayerHead(
    string Version, string Driver, string[] Layers, FeatureSchema Schema, long Count, int? Epsg, string? Wkt, double[]? First);

/// <summary>Kind of a frame.</summary>
internal enum FrameKind : byte
{
    Order = (byte)'O',
    Head = (byte)'H',
    Raster = (byte)'R',
    Window = (byte)'W',
    Feature = (byte)'F',
    End = (byte)'Z',
    Refusal = (byte)'E',
}

/// <summary>
/// The frames between the node and a reading process: a kind, a length, the content. What comes from the process is as little believed as the
/// file itself, for a hostile file may have taken it over.
/// </summary>
internal static class ReaderFrames
{
    private const int HeadSize = 5;
    private const int MostBytes = 1 << 30;
    private const int Step = 1 << 20;
    private static readonly JsonSerializerOptions Json = new() { MaxDepth = 8 };

    public static void WriteFrame(Stream stream, FrameKind kind, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], content.Length);
        stream.Write(head);
        stream.Write(content);
    }

    public static void WriteJson<T>(Stream stream, FrameKind kind, T content) => WriteFrame(stream, kind, JsonSerializer.SerializeToUtf8Bytes(content, Json));

    public static void WriteRefusal(Stream stream, Error error) => WriteJson(stream, FrameKind.Refusal, new Refusal(error.Code.Value, error.Arguments.ToDictionary(), error.Line, error.Ring, error.Field, [.. error.Choices]));

    /// <summary>The next frame; null where the stream ends, or where what comes is no frame.</summary>
    public static (FrameKind Kind, byte[] Content)? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        if (stream.ReadAtLeast(head, HeadSize, throwOnEndOfStream: false) < HeadSize)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head[1..]);
        if (length is < 0 or > MostBytes)
        {
            return null;
        }

        // Memory follows what has come, not what is promised.
        var content = new byte[Math.Min(length, Step)];
        for (var read = 0; read < length;)
        {
            var more = stream.Read(content.AsSpan(read));
            if (more == 0)
            {
                return null;
            }

            read += more;
            if (read == content.Length && read < length)
            {
                Array.Resize(ref content, (int)Math.Min(length, content.Length * 2L));
            }
        }

        return ((FrameKind)head[0], content);
    }

    /// <summary>Throws <see cref="InvalidDataException"/> for what is none.</summary>
    public static T Of<T>(byte[] content)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(content, Json) ?? throw new InvalidDataException();
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    public static Error ErrorOf(byte[] content)
    {
        var refusal = Of<Refusal>(content);
        if (refusal.Code is null || refusal.Arguments is null || !ErrorRegistry.Shared.Knows(new ErrorCode(refusal.Code)))
        {
            throw new InvalidDataException();
        }

        return new Error(new ErrorCode(refusal.Code), [.. refusal.Arguments.Select(a => (a.Key, (object)a.Value))]) { Line = refusal.Line, Ring = refusal.Ring, Field = refusal.Field, Choices = refusal.Choices ?? [] };
    }

    public static void WriteFeature(Stream stream, Feature feature, byte[]? wkb)
    {
        using var content = new MemoryStream();
        using var output = new BinaryWriter(content, Encoding.UTF8);
        output.Write(feature.Origin.Record);
        output.Write(feature.Id ?? string.Empty);
        Put(output, wkb);
        foreach (var value in feature.Values)
        {
            PutValue(output, value);
        }

        output.Flush();
        WriteFrame(stream, FrameKind.Feature, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    public static Feature FeatureOf(byte[] content, int fields)
    {
        using var input = new BinaryReader(new MemoryStream(content, writable: false), Encoding.UTF8);
        try
        {
            var (record, id) = (input.ReadInt64(), input.ReadString());
            var wkb = Bytes(input);
            var values = new object?[fields];
            for (var i = 0; i < fields; i++)
            {
                values[i] = Value(input);
            }

            var where = FormattableString.Invariant($"第 {record} 个要素");
            return new Feature(new FeatureOrigin(record, null), wkb is null ? null : new WkbGeometry(wkb, where).Read(), values) { Id = id };
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or FormatException)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    private static void PutValue(BinaryWriter output, object? value)
    {
        switch (value)
        {
            case null:
                output.Write((byte)0);
                break;
            case string text:
                output.Write((byte)1);
                output.Write(text);
                break;
            case long whole:
                output.Write((byte)2);
                output.Write(whole);
                break;
            case double number:
                output.Write((byte)3);
                output.Write(number);
                break;
            case DateOnly date:
                output.Write((byte)4);
                output.Write(date.DayNumber);
                break;
            case DateTime instant:
                output.Write((byte)5);
                output.Write(instant.Ticks);
                break;
            case bool flag:
                output.Write((byte)6);
                output.Write(flag);
                break;
            case byte[] bytes:
                output.Write((byte)7);
                Put(output, bytes);
                break;
            default:
                throw new InvalidOperationException($"No field holds {value.GetType()}");
        }
    }

    private static object? Value(BinaryReader input) => input.ReadByte() switch
    {
        0 => null,
        1 => input.ReadString(),
        2 => input.ReadInt64(),
        3 => input.ReadDouble(),
        4 => DateOnly.FromDayNumber(input.ReadInt32()),
        5 => new DateTime(input.ReadInt64(), DateTimeKind.Unspecified),
        6 => input.ReadBoolean(),
        7 => Bytes(input),
        _ => throw new InvalidDataException(),
    };

    private static void Put(BinaryWriter output, byte[]? bytes)
    {
        output.Write(bytes?.Length ?? -1);
        output.Write(bytes ?? []);
    }

    private static byte[]? Bytes(BinaryReader input)
    {
        var count = input.ReadInt32();
        return count < 0 ? null : count <= input.BaseStream.Length - input.BaseStream.Position ? input.ReadBytes(count) : throw new InvalidDataException();
    }

    private sealed record Refusal(string Code, Dictionary<string, string> Arguments, int? Line, int? Ring, string? Field, string[]? Choices);
}
