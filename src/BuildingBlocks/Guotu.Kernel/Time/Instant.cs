using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guotu.Kernel.Time;

/// <summary>
/// A point in time (时刻): microseconds since 1970-01-01T00:00:00Z, the resolution of TIMESTAMP(6) on every database.
/// </summary>
[JsonConverter(typeof(InstantJsonConverter))]
public readonly record struct Instant(long UnixMicroseconds) : IComparable<Instant>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The county's fixed display offset: China keeps one time and no summer time.</summary>
    public static readonly TimeSpan ChinaOffset = TimeSpan.FromHours(8);

    public long UnixMilliseconds => Math.DivRem(UnixMicroseconds, 1000).Quotient;

    /// <summary>The same instant as a <see cref="DateTime"/> of Kind Unspecified in UTC, as drivers want it.</summary>
    public DateTime UtcDateTime => DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(UnixMicroseconds * 10), DateTimeKind.Unspecified);

    /// <summary>The local legal date (法定日期) at +08:00.</summary>
    public DateOnly LocalDate => DateOnly.FromDateTime(UtcDateTime + ChinaOffset);

    /// <summary>Local date and time at +08:00, for display only.</summary>
    public DateTime LocalDateTime => UtcDateTime + ChinaOffset;

    public static Instant From(DateTimeOffset value) => new((value.UtcTicks - DateTime.UnixEpoch.Ticks) / 10);

    /// <summary>Reads a UTC date and time that a driver gave back without a zone.</summary>
    public static Instant FromUtc(DateTime value) => new((value.Ticks - DateTime.UnixEpoch.Ticks) / 10);

    /// <summary>Midnight at the beginning of a local date, +08:00.</summary>
    public static Instant StartOf(DateOnly localDate) => FromUtc(localDate.ToDateTime(TimeOnly.MinValue) - ChinaOffset);

    public static Instant Parse(string text) =>
        FromUtc(DateTime.ParseExact(text, [Format, "yyyy-MM-dd HH:mm:ss.ffffff"], CultureInfo.InvariantCulture, DateTimeStyles.None));

    public Instant Plus(TimeSpan span) => new(UnixMicroseconds + (span.Ticks / 10));

    public TimeSpan Minus(Instant other) => TimeSpan.FromTicks((UnixMicroseconds - other.UnixMicroseconds) * 10);

    public int CompareTo(Instant other) => UnixMicroseconds.CompareTo(other.UnixMicroseconds);

    public static bool operator <(Instant a, Instant b) => a.UnixMicroseconds < b.UnixMicroseconds;

    public static bool operator >(Instant a, Instant b) => a.UnixMicroseconds > b.UnixMicroseconds;

    public static bool operator <=(Instant a, Instant b) => a.UnixMicroseconds <= b.UnixMicroseconds;

    public static bool operator >=(Instant a, Instant b) => a.UnixMicroseconds >= b.UnixMicroseconds;

    /// <summary>ISO 8601 in UTC with six fractional digits: sorts as text.</summary>
    public override string ToString() => UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    private sealed class InstantJsonConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? From(at)
                : throw new JsonException("Not an instant");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
