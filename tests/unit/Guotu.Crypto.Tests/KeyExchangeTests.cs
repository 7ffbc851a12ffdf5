using Guotu.Crypto.KeyExchange;
using Guotu.Kernel.Randomness;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Parameters;

namespace Guotu.Crypto.Tests;

/// <summary>SM2 key exchange: the example of GM/T 0003.5 on the recommended curve, BouncyCastle as the other side, and dishonest sides.</summary>
public sealed class KeyExchangeTests
{
    private readonly SystemRandomSource _random = new();

    [Fact]
    public void The_standards_example_gives_its_key_and_its_confirmations()
    {
        using var a = Scalar("81EB26E941BB5AF16DF116495F90695272AE2CD63D6C4AE1678418BE48230029");
        using var b = Scalar("785129917D45A9EA5437A59356B82338EAADDA6CEB199088F14AE10DEFA229B5");
        using var initiator = Side(KeyExchangeSide.Initiator, a, "D4DE15474DB74D06491C440D305E012400990F3E390C7E87153C12DB2EA60BB3");
        using var responder = Side(KeyExchangeSide.Responder, b, "7E07124814B309489125EAED101113164EBF0F3458C5BD88335C1F9D596243D6");

        using var ofInitiator = initiator.Agree(new KeyExchangePeer(b.PublicKey, Sm2.DefaultUserId, responder.Temporary), 16).Value;
        using var ofResponder = responder.Agree(new KeyExchangePeer(a.PublicKey, Sm2.DefaultUserId, initiator.Temporary), 16).Value;

        Assert.Equal("18C7894B3816DF16CF07B05C5EC0BEF5D655D58F779CC1B400A4F3884644DB88", Convert.ToHexString(ofInitiator.Confirmation));
        Assert.Equal("D3A0FE15DEE185CEAE907A6B595CC32A266ED7B3367E9983A896DC32FA20F8EB", Convert.ToHexString(ofResponder.Confirmation));
        using var key = ofInitiator.Confirm(ofResponder.Confirmation).Value;
        using var same = ofResponder.Confirm(ofInitiator.Confirmation).Value;
        Assert.Equal("6C89347354DE2484C60B4AB1FDE4C6E5", Convert.ToHexString(key.Span));
        Assert.True(key.FixedTimeEquals(same));
    }

    [Theory]
    [InlineData(KeyExchangeSide.Initiator, 16)]
    [InlineData(KeyExchangeSide.Responder, 16)]
    [InlineData(KeyExchangeSide.Initiator, 48)]
    [InlineData(KeyExchangeSide.Responder, 70)]
    public void With_BouncyCastle_on_the_other_side_both_have_the_same_key(KeyExchangeSide side, int length)
    {
        for (var run = 0; run < 10; run++)
        {
            using var own = Sm2PrivateKey.Generate(_random);
            using var theirs = Sm2PrivateKey.Generate(_random);
            using var theirTemporary = Sm2PrivateKey.Generate(_random);
            using var exchange = new Sm2KeyExchange(side, own, "办公室", _random);
            using var agreed = exchange.Agree(new KeyExchangePeer(theirs.PublicKey, "county-610724", theirTemporary.PublicKey), length).Value;

            var peer = new SM2KeyExchange();
            var parameters = new SM2KeyExchangePrivateParameters(side == KeyExchangeSide.Responder, theirs.ToManaged(), theirTemporary.ToManaged());
            peer.Init(new ParametersWithID(parameters, "county-610724"u8.ToArray()));
            var ours = new ParametersWithID(
                new SM2KeyExchangePublicParameters(own.PublicKey.Managed, exchange.Temporary.Managed),
                System.Text.Encoding.UTF8.GetBytes("办公室"));

            // The initiator's side checks our confirmation at once; the responder's gives both.
            var parts = side == KeyExchangeSide.Responder
                ? peer.CalculateKeyWithConfirmation(length * 8, agreed.Confirmation.ToArray(), ours)
                : peer.CalculateKeyWithConfirmation(length * 8, null, ours);
            using var key = agreed.Confirm(parts[1]).Value;
            Assert.Equal(parts[0], key.Span.ToArray());
            if (side == KeyExchangeSide.Initiator)
                Assert.Equal(parts[2], agreed.Confirmation.ToArray());
        }
    }

    [Fact]
    public void Another_key_another_id_or_another_temporary_key_is_not_confirmed()
    {
        using var a = Sm2PrivateKey.Generate(_random);
        using var b = Sm2PrivateKey.Generate(_random);
        using var stranger = Sm2PrivateKey.Generate(_random);
        using var initiator = new Sm2KeyExchange(KeyExchangeSide.Initiator, a, "a", _random);
        using var responder = new Sm2KeyExchange(KeyExchangeSide.Responder, b, "b", _random);
        using var agreed = initiator.Agree(new KeyExchangePeer(b.PublicKey, "b", responder.Temporary), 16).Value;
        foreach (var peer in new[]
                 {
                     new KeyExchangePeer(stranger.PublicKey, "a", initiator.Temporary),
                     new KeyExchangePeer(a.PublicKey, "c", initiator.Temporary),
                     new KeyExchangePeer(a.PublicKey, "a", stranger.PublicKey),
                 })
        {
            using var other = responder.Agree(peer, 16).Value;
            Assert.Equal(CryptoErrors.KeyAgreementFailed, agreed.Confirm(other.Confirmation).Error!.Code);
            Assert.Equal(CryptoErrors.KeyAgreementFailed, other.Confirm(agreed.Confirmation).Error!.Code);
        }

        Assert.Equal(CryptoErrors.KeyAgreementFailed, agreed.Confirm([]).Error!.Code);
        Assert.Equal(CryptoErrors.KeyAgreementFailed, agreed.Confirm(agreed.Confirmation).Error!.Code);
    }

    private static Sm2PrivateKey Scalar(string hex) => Sm2PrivateKey.FromScalar(Convert.FromHexString(hex)).Value;

    private static Sm2KeyExchange Side(KeyExchangeSide side, Sm2PrivateKey own, string temporary) =>
        new(side, own, Sm2.DefaultUserId, new FixedRandomSource(Convert.FromHexString(temporary)));
}
