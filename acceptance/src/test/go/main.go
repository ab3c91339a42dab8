// auth-go as the Go module proxy has it, against the platform's front door; and a reader of its tokens that
// has integers where RFC 7519 has numbers.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"os"
	"strings"

	auth "github.com/supabase-community/auth-go"
	"github.com/supabase-community/auth-go/types"
)

var (
	platform = needed("PLATFORM_URL")
	email    = needed("EMAIL")
	password = needed("PASSWORD")
	done     = 0
)

// Claims is what a service reads a token into. encoding/json refuses a fraction for an int64.
type Claims struct {
	Subject   string `json:"sub"`
	Email     string `json:"email"`
	IssuedAt  int64  `json:"iat"`
	Expires   int64  `json:"exp"`
	IssuedMs  int64  `json:"iat_ms"`
	SessionID string `json:"session_id"`
	Methods   []struct {
		Method    string `json:"method"`
		Timestamp int64  `json:"timestamp"`
	} `json:"amr"`
}

func needed(name string) string {
	value := os.Getenv(name)
	if value == "" {
		fmt.Println("set", name)
		os.Exit(2)
	}
	return value
}

func check(sentence string, body func() error) {
	if err := body(); err != nil {
		fmt.Println("FAIL", sentence)
		fmt.Println("    ", err)
		os.Exit(1)
	}
	done++
	fmt.Println("ok  ", sentence)
}

func remember(secrets ...string) error {
	file, err := os.OpenFile(needed("SECRETS_FILE"), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	for _, secret := range secrets {
		if _, err := fmt.Fprintln(file, secret); err != nil {
			return err
		}
	}
	return nil
}

func part(token string, index int) ([]byte, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, fmt.Errorf("a token of %d parts", len(parts))
	}
	return base64.RawURLEncoding.DecodeString(parts[index])
}

// number reads a coordinate of a key.
func number(text string) (*big.Int, error) {
	octets, err := base64.RawURLEncoding.DecodeString(text)
	return new(big.Int).SetBytes(octets), err
}

func key(id string) (*ecdsa.PublicKey, error) {
	answer, err := http.Get(platform + "/auth/v1/.well-known/jwks.json")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var set struct {
		Keys []struct{ Kid, X, Y string }
	}
	if err := json.NewDecoder(answer.Body).Decode(&set); err != nil {
		return nil, err
	}
	for _, one := range set.Keys {
		if one.Kid == id {
			x, err := number(one.X)
			if err != nil {
				return nil, err
			}
			y, err := number(one.Y)
			return &ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}, err
		}
	}
	return nil, fmt.Errorf("no key %s", id)
}

func verified(token string) (*Claims, error) {
	var header struct{ Kid string }
	if octets, err := part(token, 0); err != nil {
		return nil, err
	} else if err := json.Unmarshal(octets, &header); err != nil {
		return nil, err
	}
	public, err := key(header.Kid)
	if err != nil {
		return nil, err
	}
	signature, err := part(token, 2)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(token[:strings.LastIndex(token, ".")]))
	r, s := new(big.Int).SetBytes(signature[:32]), new(big.Int).SetBytes(signature[32:])
	if !ecdsa.Verify(public, digest[:], r, s) {
		return nil, fmt.Errorf("a wrong signature")
	}
	payload, err := part(token, 1)
	if err != nil {
		return nil, err
	}
	claims := &Claims{}
	return claims, json.Unmarshal(payload, claims)
}

func main() {
	client := auth.New("none", "no-key-needed").WithCustomAuthURL(platform + "/auth/v1")
	var session types.Session

	check("Signup answers a session and the user", func() error {
		answer, err := client.Signup(types.SignupRequest{
			Email: email, Password: password, Data: map[string]interface{}{"name": "Ada"},
		})
		if err != nil {
			return err
		}
		session = answer.Session
		if session.User.UserMetadata["name"] != "Ada" || len(session.User.Identities) != 1 {
			return fmt.Errorf("another user: %v", session.User)
		}
		return remember(session.AccessToken, session.RefreshToken)
	})

	check("SignInWithEmailPassword answers a session", func() error {
		answer, err := client.SignInWithEmailPassword(email, password)
		if err != nil {
			return err
		}
		session = answer.Session
		return remember(session.AccessToken, session.RefreshToken)
	})

	check("RefreshToken answers the next one, and the same again where that was lost", func() error {
		lost, err := client.RefreshToken(session.RefreshToken)
		if err != nil {
			return err
		}
		found, err := client.RefreshToken(session.RefreshToken)
		if err != nil {
			return err
		}
		if lost.RefreshToken != found.RefreshToken || lost.RefreshToken == session.RefreshToken {
			return fmt.Errorf("two successors")
		}
		session = found.Session
		return remember(lost.AccessToken, session.AccessToken, session.RefreshToken)
	})

	check("GetUser and UpdateUser read the user", func() error {
		known := client.WithToken(session.AccessToken)
		if _, err := known.UpdateUser(types.UpdateUserRequest{
			Email: email, Data: map[string]interface{}{"company": "Engines"},
		}); err != nil {
			return err
		}
		user, err := known.GetUser()
		if err != nil {
			return err
		}
		if user.Email != email || user.UserMetadata["company"] != "Engines" {
			return fmt.Errorf("another user: %v", user)
		}
		return nil
	})

	check("the token's times are integers", func() error {
		claims, err := verified(session.AccessToken)
		if err != nil {
			return err
		}
		life := claims.Expires - claims.IssuedAt
		if claims.Email != email || claims.IssuedMs/1000 != claims.IssuedAt || life <= 0 || life > 1800 ||
			len(claims.Methods) != 1 || claims.Methods[0].Timestamp == 0 {
			return fmt.Errorf("odd claims: %+v", claims)
		}
		return nil
	})

	check("after Logout the session is told to be over", func() error {
		known := client.WithToken(session.AccessToken)
		if err := known.Logout(); err != nil {
			return err
		}
		if _, err := known.GetUser(); err == nil || !strings.Contains(err.Error(), "session_not_found") {
			return fmt.Errorf("session_not_found was expected: %v", err)
		}
		return nil
	})

	fmt.Println(done, "checks hold")
}
