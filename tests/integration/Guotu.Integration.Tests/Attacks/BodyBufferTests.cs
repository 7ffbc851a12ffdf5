using Guotu.Hosting.Http;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>What a body costs in memory before it has come (请求体缓冲).</summary>
public sealed class BodyBufferTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_body_that_was_promised_and_does_not_come_costs_the_first_buffer_alone()
    {
        using var buffer = new BodyBuffer();
        using var stop = new CancellationTokenSource();
        var filling = buffer.FillAsync(new Trickle(10, hangs: true), BodyLimits.OfFigures, stop.Token);
        Assert.Equal((10, BodyBuffer.First), (buffer.Length, buffer.Held));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => filling);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(4_095, 1 << 20)]
    [InlineData(4_096, 1 << 20)]
    [InlineData(4_097, 1 << 20)]
    [InlineData(70_000, 1 << 20)]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData((1 << 20) + 1, 1 << 20)]
    [InlineData(5_000_000, 1 << 20)]
    public async Task It_holds_what_came_and_one_byte_more_than_allowed_and_never_four_times_as_much(int size, int limit)
    {
        using var buffer = new BodyBuffer();
        await buffer.FillAsync(new Trickle(size, hangs: false), limit, Never);

        Assert.Equal(Math.Min(size, limit + 1), buffer.Length);
        Assert.True(buffer.Held <= Math.Max(BodyBuffer.First, 4 * buffer.Length), $"{buffer.Held} for {buffer.Length}");
        for (var i = 0; i < buffer.Length; i++)
        {
            Assert.Equal((byte)(i * 7), buffer.Span[i]);
        }
    }

    [Fact]
    public async Task When_a_request_is_over_nothing_of_it_is_left_for_the_next_or_for_whoever_kept_its_stream()
    {
        var first = new BodyBuffer();
        await first.FillAsync(new Trickle(3_000, hangs: false), BodyLimits.Usual, Never);
        var kept = first.ToStream();
        first.Dispose();

        Assert.Equal(3_000, kept.Length);
        Assert.All(kept.ToArray(), b => Assert.Equal(0, b));
        Assert.Throws<ObjectDisposedException>(() => first.Span.Length);
        first.Dispose();
        using var second = new BodyBuffer();
        using var third = new BodyBuffer();
        await second.FillAsync(new Trickle(5, hangs: false), BodyLimits.Usual, Never);
        await third.FillAsync(new Trickle(9, hangs: false), BodyLimits.Usual, Never);
        Assert.Equal((5, 9), (second.Length, third.Length));
    }

    /// <summary>Bytes that come in pieces of at most a thousand; afterwards the end, or nothing.</summary>
    private sealed class Trickle(int size, bool hangs) : Stream
    {
        private int _sent;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var some = Math.Min(Math.Min(buffer.Length, 1_000), size - _sent);
            if (some == 0 && hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            for (var i = 0; i < some; i++)
            {
                buffer.Span[i] = (byte)((_sent + i) * 7);
            }

            _sent += some;
            return some;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
